import { make } from "./dom.js";

const visible = 0.04;

/** Draws where the windows lie in the texts and where they are warm; a picture, beside the list of windows that does the same for the keyboard. */
export function drawMap(map, { windows, contexts, heat, best, shown, onPick }) {
  const starts = [];
  let length = 0;
  for (const context of contexts) {
    starts.push(length);
    length += context.length;
  }

  const place = (context, index) => `${(100 * (starts[context] + index) / length).toFixed(3)}%`;
  const width = (from, to) => `${(100 * (to - from) / length).toFixed(3)}%`;
  const ticks = (of, lane) => windows.flatMap(window => window.words
    .filter(word => of(word) > visible)
    .map(word => make("span", {
      className: `tick ${lane}`, "--x": place(window.context, word.start), "--w": width(word.start, word.end), "--h": of(word).toFixed(3),
    })));

  map.replaceChildren(
    ...contexts.slice(1).map((_, index) => make("span", { className: "border", "--x": place(index + 1, 0) })),
    ...(best ? [make("span", { className: "place", "--x": place(best.context, best.start), "--w": width(best.start, best.end) })] : []),
    ...ticks(word => heat.ofStart(word), "start"),
    ...ticks(word => heat.ofEnd(word), "end"),
    ...windows.map((window, index) => make("span", {
      className: `window ${index === shown ? "shown" : ""} ${window.window % 2 ? "odd" : ""}`,
      "--x": place(window.context, window.words[0].start),
      "--w": width(window.words[0].start, window.words.at(-1).end),
      onclick: () => onPick(index),
    })));
}
