import { byId } from "./dom.js";

/** Tells the eye how it goes, and by default the ear the same. */
export function say(text, spoken = text) {
  byId("status").textContent = text;
  announce(spoken);
}

/** Tells only the ear: answers are seen anyway, but a screen reader does not look up from the question. */
export function announce(text) {
  byId("spoken").textContent = text;
}

/** Says what went wrong; the empty text takes it back. */
export function complain(text) {
  byId("problem").textContent = text;
  byId("problem").hidden = text === "";
  byId("problem").scrollIntoView({ block: "nearest" });
}
