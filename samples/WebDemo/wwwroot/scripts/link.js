import { byId } from "./dom.js";
import { say } from "./status.js";

/** The question that the address carries, if any. */
export const linkedQuestion = () => new URLSearchParams(location.hash.slice(1)).get("q");

/** Keeps the question in the address, behind the #, which browsers send to nobody. */
export function noteQuestion(question) {
  history.replaceState(null, "", `#q=${encodeURIComponent(question)}`);
}

/** Lets the address be copied. */
export function offerLink() {
  byId("link").addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      say("Copied. The link carries the question, not the text.");
    } catch {
      // Browsers hand out the clipboard only on localhost and over https, and may be told not to.
      say("The browser does not allow copying. The address of this page is the link.");
    }
  });
}
