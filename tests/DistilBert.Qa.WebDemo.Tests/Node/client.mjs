// Asks a server through Hugging Face's own client and prints what it got as JSON.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [modules, endpointUrl, question, context, topK] = process.argv.slice(2);
const resolved = createRequire(`${modules}/`).resolve("@huggingface/inference");
const { InferenceClient } = await import(pathToFileURL(resolved).href);
const client = new InferenceClient();
try {
  const answer = await client.questionAnswering({ endpointUrl, inputs: { question, context }, parameters: topK ? { top_k: Number(topK) } : undefined });
  console.log(JSON.stringify({ answer }));
} catch (error) {
  console.log(JSON.stringify({ error: error.message, status: error.httpResponse?.status }));
}
