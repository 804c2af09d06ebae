import { byId, count, make } from "./dom.js";
import { send } from "./server.js";

/** Lists the models to pick from and says what the picked one runs on. */
export async function loadModels() {
  const select = byId("model");
  const { models } = await (await send("v1/models")).json();
  const picked = select.value || models[0].id;
  if (select.options.length !== models.length) {
    select.replaceChildren(...models.map(model => make("option", { value: model.id, selected: model.id === picked }, model.id)));
  }

  const model = models.find(item => item.id === picked);
  byId("report").textContent = model.isLoaded
    ? `${model.id}: ${model.precision}, ${(model.fileBytes / 1e6).toFixed(0)} MB, on ${model.provider}, ` +
      `${count(model.streams, "run", "runs")} of ${count(model.threads, "thread", "threads")} at once, windows up to ${model.positions} tokens`
    : `${model.id}: loads with its first question`;
}
