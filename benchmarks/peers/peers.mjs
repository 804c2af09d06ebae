// Runs what the benchmarks compare with from npm. Reads one JSON command a line and answers each with one line; times are its own.
import { createInterface } from "node:readline";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { performance } from "node:perf_hooks";

const require = createRequire(import.meta.url);
const versionOf = (name) => JSON.parse(readFileSync(new URL(`./node_modules/${name}/package.json`, import.meta.url))).version;

const commands = {
  versions: () => ({
    node: process.version,
    tokenizers: versionOf("tokenizers"),
    transformers: versionOf("@huggingface/transformers"),
    onnxruntime: versionOf("onnxruntime-node"),
  }),

  openTokenizer({ file, texts }) {
    tokenizer = require("tokenizers").Tokenizer.fromFile(file);
    corpus = JSON.parse(readFileSync(texts));
    return { texts: corpus.length };
  },

  // One call for all texts is the quicker way; RAYON_NUM_THREADS=1 keeps it on one thread. Ids and offsets are made but not read.
  async tokenizeBatch() {
    const started = performance.now();
    const encodings = await tokenizer.encodeBatch(corpus, { addSpecialTokens: false });
    const seconds = (performance.now() - started) / 1000;
    return { seconds, tokens: encodings.reduce((sum, encoding) => sum + encoding.getLength(), 0) };
  },

  async tokenizeOneByOne() {
    let tokens = 0;
    const started = performance.now();
    for (const text of corpus) {
      const encoding = await tokenizer.encode(text, null, { addSpecialTokens: false });
      tokens += encoding.getLength();
    }
    return { seconds: (performance.now() - started) / 1000, tokens };
  },

  // Local files only; the session's threads are left to ONNX Runtime, which takes every core.
  async openPipeline({ folder, name, dtype, questions }) {
    const { pipeline, env } = await import("@huggingface/transformers");
    env.allowRemoteModels = false;
    env.allowLocalModels = true;
    env.localModelPath = folder;
    await answer?.dispose();
    answer = await pipeline("question-answering", name, { dtype, device: "cpu" });
    asked = JSON.parse(readFileSync(questions));
    return { questions: asked.length };
  },

  async answerOneByOne() {
    const answers = [];
    const started = performance.now();
    for (const { question, context } of asked) {
      answers.push(await answer(question, context));
    }
    return { seconds: (performance.now() - started) / 1000, answers: answers.map((found) => found.answer) };
  },

  async answerInBatches({ size }) {
    const answers = [];
    const started = performance.now();
    for (let first = 0; first < asked.length; first += size) {
      const batch = asked.slice(first, first + size);
      answers.push(...await answer(batch.map((input) => input.question), batch.map((input) => input.context)));
    }
    return { seconds: (performance.now() - started) / 1000, answers: answers.map((found) => found.answer) };
  },
};

let tokenizer;
let corpus;
let answer;
let asked;

for await (const line of createInterface({ input: process.stdin })) {
  const { command, ...parameters } = JSON.parse(line);
  try {
    console.log(JSON.stringify(await commands[command](parameters)));
  } catch (error) {
    console.log(JSON.stringify({ error: error.stack }));
  }
}
