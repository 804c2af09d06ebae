// How fast colour fades below the strongest word, in logits.
const fade = 3;

/** How strong a word is beside the strongest of all windows, from 0 to 1. */
export class Heat {
  constructor(windows) {
    this.strongestStart = maximum(windows, "startLogit");
    this.strongestEnd = maximum(windows, "endLogit");
  }

  ofStart(word) {
    return Math.exp((word.startLogit - this.strongestStart) / fade);
  }

  ofEnd(word) {
    return Math.exp((word.endLogit - this.strongestEnd) / fade);
  }
}

function maximum(windows, logit) {
  return windows.reduce((best, window) => window.words.reduce((inner, word) => Math.max(inner, word[logit]), best), -Infinity);
}
