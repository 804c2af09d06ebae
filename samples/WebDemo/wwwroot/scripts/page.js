import { Asking } from "./asking.js";
import { Documents } from "./documents.js";
import { byId, count, duration, make } from "./dom.js";
import { Editor } from "./editor.js";
import { drawExplanation } from "./explanation.js";
import { Found } from "./found.js";
import { History } from "./history.js";
import { loadModels } from "./models.js";
import { post, Problem } from "./server.js";
import { Sources } from "./sources.js";

// Up to here an answer takes a blink, and typing asks by itself; above, Enter does.
const shortText = 20_000;
const typingPause = 120;
const settled = 1500;

const question = byId("question");
const documents = new Documents(onShow);
const editor = new Editor(onTextInput);
const found = new Found(documents, editor);
const history = new History(askThis);
const sources = new Sources({ add: addText, replace: replaceText, say, complain });
const asking = new Asking({ onStart, onEvent, onBusy: () => say("The server is busy; asking again."), onFailure, onEnd });

// The question under way was sent on purpose, not by typing.
let isMeant = false;
let explaining = null;
let typingTimer = 0;
let settledTimer = 0;

function onShow() {
  editor.show(documents.current.text);
  found.drawMarks(true);
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
  found.clear();
  documents.replace(name, text, questions);
  question.focus();
}

function askThis(text) {
  question.value = text;
  ask(true);
}

/** Asks after a moment without typing. */
function askSoon() {
  clearTimeout(typingTimer);
  clearTimeout(settledTimer);
  if (documents.size > shortText) {
    asking.stop();
    say("Long text: press Enter to ask.");
  } else {
    typingTimer = setTimeout(() => ask(false), typingPause);
  }
}

async function ask(onPurpose) {
  clearTimeout(typingTimer);
  clearTimeout(settledTimer);
  explaining?.abort();
  complain("");
  isMeant = onPurpose;
  if (question.value.trim() === "" || documents.contexts.every(text => text.trim() === "")) {
    asking.stop();
    found.clear();
    say("");
    return;
  }

  globalThis.history.replaceState(null, "", `#q=${encodeURIComponent(question.value)}`);
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
    found.show(data.answers, isFinal);
  }

  if (isFinal) {
    byId("empty").hidden = true;
    say(`${duration(milliseconds)} · ${count(data.windows, "window", "windows")} · ${count(data.tokens, "token", "tokens")}`);
    remember(question.value);
    explain();
    loadModels().catch(onFailure);
  } else if (data.windows > 1) {
    byId("progress").hidden = false;
    byId("progress").value = data.windowsDone / data.windows;
    say(`Window ${data.windowsDone.toLocaleString("en")} of ${data.windows.toLocaleString("en")}. Best so far is shown.`);
  }
}

function onFailure(error) {
  found.clear();
  say("");
  complain(error instanceof Problem ? error.message : "The server does not answer. Is it still running?");
}

const requestBody = () => ({
  model: byId("model").value || undefined,
  input: { question: question.value, contexts: documents.contexts },
  options: { top: Number(byId("top").value), allowNoAnswer: byId("unanswered").checked },
});

// Half a question that was only typed through is nothing to remember.
function remember(asked) {
  const summary = found.summary;
  if (isMeant) {
    history.add(asked, summary);
  } else {
    settledTimer = setTimeout(() => history.add(asked, summary), settled);
  }
}

async function explain() {
  explaining?.abort();
  if (!byId("explain").open || question.value.trim() === "") {
    return;
  }

  explaining = new AbortController();
  const contexts = documents.contexts;
  const names = contexts.map((_, index) => documents.nameOf(index));
  try {
    const response = await post("v1/explanations", requestBody(), explaining.signal);
    drawExplanation(await response.json(), contexts, names);
  } catch (error) {
    if (error.name !== "AbortError") {
      byId("explanation").replaceChildren(make("p", { className: "problem" }, error.message));
    }
  }
}

function drawSuggestions() {
  byId("suggestions").replaceChildren(...documents.current.questions.map(text => make("li", {},
    make("button", { type: "button", className: "quiet", onclick: () => askThis(text) }, text))));
}

function drawSize() {
  const words = documents.current.text.match(/\S+/g)?.length ?? 0;
  byId("size").textContent = words === 0 ? "" : count(words, "word", "words");
}

function say(text) {
  byId("status").textContent = text;
}

function complain(text) {
  byId("problem").textContent = text;
  byId("problem").hidden = text === "";
}

function cancel() {
  asking.stop();
  say("Cancelled.");
  question.focus();
}

function newText() {
  found.clear();
  documents.add(`Text ${documents.count + 1}`, "");
  byId("text").focus();
}

async function copyLink() {
  await navigator.clipboard.writeText(location.href);
  say("The link carries the question, not the text.");
}

function switchTheme() {
  const root = document.documentElement;
  const isDark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = isDark ? "light" : "dark";
  localStorage.setItem("theme", root.dataset.theme);
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
  document.addEventListener("keydown", event => event.key === "Escape" && asking.isRunning && cancel());
  for (const id of ["model", "top", "unanswered"]) {
    on(id, "change", () => ask(false));
  }

  on("model", "change", () => loadModels().catch(onFailure));
  on("add", "click", newText);
  on("explain", "toggle", explain);
  on("link", "click", copyLink);
  on("theme", "click", switchTheme);
}

async function start() {
  listen();
  const linked = new URLSearchParams(location.hash.slice(1)).get("q");
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
