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

  models.forEach((model, index) => {
    select.options[index].textContent = nameOf(model);
  });
  byId("report").textContent = describe(models.find(item => item.id === picked));
}

const nameOf = ({ id, precision }) => precision && !id.endsWith(precision) ? `${id}, ${precision}` : id;

function describe(model) {
  if (!model.isLoaded) {
    return `${model.id}: loads with its first question.`;
  }

  return [
    `${model.id}: ${model.precision ?? "unknown precision"}, ${(model.fileBytes / 1e6).toFixed(0)} MB, windows up to ${model.positions} tokens.`,
    `Runs on ${model.provider}, ${[model.device, ...model.cpuFeatures].join(", ")};`,
    `${count(model.streams, "run", "runs")} at once, ${count(model.threads, "thread", "threads")} each; ONNX Runtime ${model.runtime}.`,
    model.reason ? `Asked for was ${model.providerAsked}: ${model.reason}` : "",
  ].join(" ").trim();
}
