/** An element of the page by its id. */
export const byId = id => document.getElementById(id);

/** Makes an element; strings among its children become text, never markup. */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("--")) {
      element.style.setProperty(name, value);
    } else if (name in element) {
      element[name] = value;
    } else {
      element.setAttribute(name, value);
    }
  }

  element.append(...children);
  return element;
}

/** A probability for people: two digits where they matter, never 100 % unless it is. */
export function percent(probability) {
  const value = 100 * probability;
  return value >= 99.95 ? "> 99.9 %" : value < 0.1 ? "< 0.1 %" : `${value.toFixed(value < 10 ? 1 : 0)} %`;
}

/** Milliseconds for people. */
export const duration = milliseconds =>
  milliseconds < 1000 ? `${milliseconds.toFixed(milliseconds < 10 ? 1 : 0)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;

/** A count for people. */
export const count = (number, one, many) => `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
