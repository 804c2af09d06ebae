import { Asking } from "./asking.js";
import { Documents } from "./documents.js";
import { byId, count, duration, make } from "./dom.js";
import { Editor } from "./editor.js";
import { Explaining } from "./explaining.js";
import { Found } from "./found.js";
import { History } from "./history.js";
import { linkedQuestion, noteQuestion, offerLink } from "./link.js";
import { loadModels } from "./models.js";
import { Problem } from "./server.js";
import { Sources } from "./sources.js";
import { announce, complain, say } from "./status.js";
import { offerThemes } from "./themes.js";

// Up to here an answer takes a blink, and typing asks by itself; above, Enter does.
const shortText = 20_000;
const typingPause = 120;
const settled = 1500;

const question = byId("question");
const documents = new Documents(onShow);
const editor = new Editor(onTextInput);
const found = new Found(documents, editor);
const history = new History(askThis);
const sources = new Sources({ add: addText, replace: replaceText });
const explaining = new Explaining();
const asking = new Asking({ onStart, onEvent, onBusy: () => say("The server is busy; asking again."), onFailure, onEnd });

// The question under way was sent on purpose, not by typing.
let isMeant = false;
// What is shown belongs to the question under way, not to the one before it.
let isCurrent = false;
let typingTimer = 0;
let settledTimer = 0;

function onShow() {
  editor.show(documents.current.text);
  found.drawMarks();
  drawSize();
  drawSuggestions();
}

function onTextInput(text) {
  documents.current.text = text;
  found.clear();
  drawSize();
  askSoon();
}

/** A text that was opened joins those that are there, and the question is asked again. */
function addText(name, text) {
  found.clear();
  documents.add(name, text);
  askSoon();
}

/** An example takes the place of everything. */
function replaceText(name, text, questions) {
  question.value = "";
  asking.stop();
  say("");
  complain("");
  found.clear();
  documents.replace(name, text, questions);
  question.focus();
}

function newText() {
  found.clear();
  documents.add(`Text ${documents.count + 1}`, "");
  byId("text").focus();
}

function askThis(text) {
  question.value = text;
  ask(true);
}

/** Asks after a moment without typing. */
function askSoon() {
  clearTimeout(typingTimer);
  clearTimeout(settledTimer);
  if (documents.size > shortText && isAsked()) {
    asking.stop();
    say("Long text: press Enter to ask.");
  } else {
    typingTimer = setTimeout(() => ask(false), typingPause);
  }
}

const isAsked = () => question.value.trim() !== "" && documents.contexts.some(text => text.trim() !== "");

async function ask(onPurpose) {
  clearTimeout(typingTimer);
  clearTimeout(settledTimer);
  explaining.stop();
  complain("");
  isMeant = onPurpose;
  isCurrent = false;
  if (!isAsked()) {
    asking.stop();
    found.clear();
    say("");
    return;
  }

  noteQuestion(question.value);
  await asking.ask(requestBody());
}

function onStart() {
  byId("cancel").hidden = false;
  byId("send").hidden = true;
  if (isMeant) {
    say("Reading…");
  }
}

function onEnd() {
  byId("cancel").hidden = true;
  byId("send").hidden = false;
  byId("progress").hidden = true;
}

function onEvent(data, isFinal, milliseconds) {
  if (isFinal || data.answers.length > 0) {
    isCurrent = true;
    found.show(data.answers, isFinal);
  }

  if (isFinal) {
    byId("empty").hidden = true;
    say(`${duration(milliseconds)} · ${count(data.windows, "window", "windows")} · ${count(data.tokens, "token", "tokens")}`, "");
    settle(question.value);
    explain();
    loadModels().catch(onFailure);
  } else if (data.windows > 1) {
    byId("progress").hidden = false;
    byId("progress").value = data.windowsDone / data.windows;
    say(`Window ${data.windowsDone.toLocaleString("en")} of ${data.windows.toLocaleString("en")}, best so far`, "");
  }
}

function onFailure(error) {
  keepWhatIsCurrent();
  say("");
  complain(error instanceof Problem ? error.message : "The server does not answer. Is it still running?");
}

// Half a character, as a cut in the middle of an emoji leaves it, cannot be sent; its replacement takes the same room.
const requestBody = () => ({
  model: byId("model").value || undefined,
  input: { question: question.value.toWellFormed(), contexts: documents.contexts.map(text => text.toWellFormed()) },
  options: { top: Number(byId("top").value), allowNoAnswer: byId("unanswered").checked, suppressOverlaps: true },
});

// Half a question that was only typed through is nothing to remember, nor to be read out.
function settle(asked) {
  const { summary, spoken } = found;
  const keep = () => {
    history.add(asked, summary);
    announce(spoken);
  };
  settledTimer = isMeant ? void keep() : setTimeout(keep, settled);
}

function explain() {
  explaining.explain(requestBody(), documents.names);
}

function drawSuggestions() {
  byId("suggestions").replaceChildren(...documents.current.questions.map(text => make("li", {},
    make("button", { type: "button", onclick: () => askThis(text) }, text))));
}

function drawSize() {
  const words = documents.current.text.match(/\S+/g)?.length ?? 0;
  byId("size").textContent = words === 0 ? "" : count(words, "word", "words");
}

// The best so far is worth keeping; answers to another question are not.
function keepWhatIsCurrent() {
  if (!isCurrent) {
    found.clear();
  }
}

function cancel() {
  asking.stop();
  keepWhatIsCurrent();
  say("Cancelled.");
  question.focus();
}

function onKey(event) {
  if (event.key === "Escape" && asking.isRunning) {
    cancel();
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    found.step(event, question);
  }
}

function listen() {
  const on = (id, event, action) => byId(id).addEventListener(event, action);
  on("ask", "submit", event => {
    event.preventDefault();
    ask(true);
  });
  on("question", "input", event => event.isComposing || askSoon());
  on("question", "compositionend", askSoon);
  on("cancel", "click", cancel);
  on("forget", "click", () => clearTimeout(settledTimer));
  document.addEventListener("keydown", onKey);
  for (const id of ["model", "top", "unanswered"]) {
    on(id, "change", () => ask(false));
  }

  on("model", "change", () => loadModels().catch(onFailure));
  on("add", "click", newText);
  on("explain", "toggle", explain);
  offerLink();
  offerThemes();
}

async function start() {
  listen();
  const linked = linkedQuestion();
  try {
    await Promise.all([loadModels(), sources.loadExamples()]);
    if (linked) {
      askThis(linked);
    }
  } catch (error) {
    onFailure(error);
  }

  document.documentElement.dataset.ready = "true";
}

await start();
