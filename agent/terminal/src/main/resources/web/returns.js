"use strict";
// Goods that come back: find the receipt, see what would happen, show a PIN if one is needed, do it.

const back = { asked: null, quote: null };

function returnHeaders() {
  const form = $("returnForm").elements;
  const headers = { "idempotency-key": back.key };
  if (form.cashier.value.trim()) headers["loyalty-cashier"] = form.cashier.value.trim();
  if (form.pin.value) headers["loyalty-pin"] = form.pin.value;
  return headers;
}

/** A receipt is named by what was scanned from it, by its sale's id, or by its printed number. */
function receiptNamed(text) {
  return /^LX1\.|^[0-9a-fA-F]{8}-/.test(text) ? { code: text } : { receipt: text };
}

function openReturn(text) {
  $("returnForm").reset();
  Object.assign(back, { asked: null, quote: null, key: crypto.randomUUID() });
  $("returnForm").elements.receipt.value = text || "";
  drawReturn();
  $("giveBack").showModal();
  if (text) previewReturn();
}

function wantedLines() {
  return [...$("returnLines").querySelectorAll("input")]
    .map((input) => ({ id: input.name, quantity: input.value.trim().replace(",", ".") }))
    .filter((line) => line.quantity && Number(line.quantity) > 0);
}

async function previewReturn() {
  const text = $("returnForm").elements.receipt.value.trim();
  if (!text) return;
  const fresh = back.asked !== text;
  const body = receiptNamed(text);
  if (!fresh && wantedLines().length) body.lines = wantedLines();
  try {
    back.quote = await call("POST", "/v1/returns/quotes", body);
    if (fresh) back.lines = back.quote.lines;
    back.asked = text;
    returnProblem(null);
  } catch (problem) {
    if (fresh) Object.assign(back, { quote: null, asked: null });
    returnProblem(problem);
  }
  drawReturn(fresh);
}

async function giveBack(event) {
  event.preventDefault();
  const text = $("returnForm").elements.receipt.value.trim();
  if (!back.quote || back.asked !== text) return previewReturn();
  try {
    const done = await call("POST", "/v1/returns", { ...receiptNamed(text), lines: wantedLines() }, returnHeaders());
    $("giveBack").close();
    state.scan = { text: word("returned") + " " + done.total.money };
    draw();
  } catch (problem) {
    // A refused PIN may be typed again; anything else is another try, with another key.
    if (!String(problem.code).includes("pin")) back.key = crypto.randomUUID();
    returnProblem(problem);
  }
}

function returnProblem(problem) {
  $("returnError").hidden = !problem;
  $("returnError").replaceChildren(...(problem ? [problem.message, element("small", {}, problem.hint)] : []));
}

function drawReturn(fresh) {
  const quote = back.quote;
  if (!quote) $("returnLines").replaceChildren();
  else if (fresh) {
    $("returnLines").replaceChildren(...back.lines.map((line) => element("label", {},
      element("span", {}, (quote.names && quote.names[line.id]) || "№ " + line.id),
      element("input", { name: line.id, type: "text", inputmode: "decimal", maxlength: "12", value: line.quantity, onchange: previewReturn }))));
  }
  const sums = quote ? [["returnMoney", quote.total.money], ["returnRestored", quote.points.restored], ["returnTaken", quote.points.takenBack]] : [];
  $("returnSums").replaceChildren(...sums.flatMap(([key, value]) => [element("dt", {}, word(key)), element("dd", {}, value)]));
  $("returnPin").hidden = !quote || quote.approval === "none";
  $("returnPinText").textContent = quote && quote.approval !== "none" ? word("approval." + quote.approval) : "";
  $("returnDo").disabled = !quote;
}

$("return").addEventListener("click", () => openReturn(""));
$("returnFind").addEventListener("click", previewReturn);
$("returnForm").elements.receipt.addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  event.preventDefault();
  previewReturn();
});
$("returnForm").addEventListener("submit", giveBack);
$("returnCancel").addEventListener("click", () => $("giveBack").close());
