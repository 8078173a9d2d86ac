"use strict";
const $ = (id) => document.getElementById(id);
const AMOUNT = /^\d{1,12}([.,]\d{1,2})?$/;

// Everything the page knows; draw() shows it.
const state = {
  status: null, connected: false, member: null, news: [], scan: null,
  byLines: false, amount: "", lines: [], codes: [], redeem: "0",
  quote: null, problem: null, key: null, sale: null, print: "", busy: false,
};
let asked = 0;

// ---- the sale -----------------------------------------------------------------------------------

function newLine(values) {
  return { name: "", category: "", sku: "", quantity: "1", price: "", ...values };
}

const money = (text) => text.trim().replace(",", ".");

function basketLines() {
  if (!state.byLines) {
    return AMOUNT.test(state.amount.trim())
      ? [{ id: "1", name: word("basket"), quantity: "1", price: money(state.amount) }] : [];
  }
  return state.lines
    .map((line, index) => ({ line, id: String(index + 1) }))
    .filter(({ line }) => AMOUNT.test(line.price.trim()))
    .map(({ line, id }) => ({
      id, name: line.name || line.sku || word("item"), quantity: money(line.quantity) || "1", price: money(line.price),
      ...(line.sku ? { sku: line.sku } : {}),
      ...(line.category ? { categories: [line.category] } : {}),
    }));
}

function request() {
  return {
    ...(state.member ? { member: { memberId: state.member.id } } : {}),
    basket: { lines: basketLines() },
    context: { language },
    codes: state.codes,
    redeem: state.redeem === "max" ? "max" : money(state.redeem) || "0",
  };
}

async function quote() {
  const mine = ++asked;
  state.key = null;
  if (basketLines().length === 0) {
    state.quote = null;
    state.problem = null;
    return draw();
  }
  try {
    const answer = await call("POST", "/v1/quotes", request());
    if (mine !== asked) return;
    state.quote = answer;
    state.problem = null;
  } catch (problem) {
    if (mine !== asked) return;
    state.quote = null;
    state.problem = problem;
  }
  draw();
}

async function confirmSale() {
  if (!state.quote || state.busy || state.sale) return;
  state.busy = true;
  // The same key until it is answered: pressing again after a lost answer sells once.
  state.key = state.key || crypto.randomUUID();
  draw();
  try {
    const sale = await call("POST", "/v1/sales?confirm=true", request(), { "idempotency-key": state.key });
    state.sale = sale;
    state.print = sale.print || "";
    state.problem = null;
    state.key = null;
  } catch (problem) {
    state.problem = problem;
  }
  state.busy = false;
  draw();
  if (state.sale && state.member) refreshMember();
  (state.sale ? $("fresh") : $("confirm")).focus();
}

function fresh() {
  Object.assign(state, { member: null, news: [], scan: null, amount: "", lines: [], codes: [], redeem: "0",
    quote: null, problem: null, key: null, sale: null, print: "" });
  if (state.byLines) state.lines.push(newLine());
  asked++;
  $("code").value = "";
  drawLines();
  draw();
  call("POST", "/v1/display", { clear: true }).catch(() => {});
  $("code").focus();
}

// ---- the member ---------------------------------------------------------------------------------

async function identify(code) {
  if (!code.trim()) return;
  try {
    found(await call("POST", "/v1/identify", { code: code.trim() }));
  } catch (problem) {
    state.scan = { bad: true, text: problem.message, hint: problem.hint, unknown: problem.code === "unknown-member" };
    draw();
  }
}

function found(answer) {
  if (answer.kind === "promo-code") return addCode(answer.code);
  if (answer.kind === "receipt") { $("code").value = ""; return openReturn(answer.code); }
  if (state.sale) fresh();
  state.member = answer.member || null;
  state.news = answer.grants || [];
  state.scan = { text: word("kind." + answer.kind) };
  $("code").value = "";
  draw();
  quote();
  (state.byLines ? $("promo") : $("amount")).focus();
}

/** The balance after the sale; the sale itself stays on the screen. */
async function refreshMember() {
  try {
    const answer = await call("POST", "/v1/identify", { memberId: state.member.id });
    if (state.sale) state.member = answer.member;
    draw();
  } catch { /* the balance before the sale stays on the screen */ }
}

function addCode(code) {
  const clean = code.trim();
  if (clean && !state.codes.includes(clean)) state.codes.push(clean);
  draw();
  quote();
}

function heard(event) {
  const data = event.data || {};
  if (event.event === "member") found(data);
  else if (event.event === "scan") scanned(data);
  else if (event.event === "print") {
    if (state.sale && data.sale === state.sale.id) { state.print = data.state; draw(); }
  } else if (["mode", "sync", "device", "status"].includes(event.event)) refreshStatus();
}

function scanned(data) {
  const kind = word("kind." + data.kind);
  state.scan = { text: [kind, data.kind === "product" ? data.code : ""].join(" "), bad: Boolean(data.problem) };
  if (data.problem) state.scan = { bad: true, text: data.problem, hint: data.hint, unknown: data.unknown };
  if (data.kind === "promo-code") return addCode(data.code);
  if (data.kind === "receipt" && !document.querySelector("dialog[open]")) return openReturn(data.code);
  if (data.kind === "product" && !state.sale) {
    setMode(true);
    const empty = state.lines.find((line) => !line.sku && !line.name && !line.price);
    Object.assign(empty || state.lines[state.lines.push(newLine()) - 1], { sku: data.code, name: data.name || data.code });
    drawLines();
  }
  draw();
}

async function refreshStatus() {
  try {
    state.status = await call("GET", "/v1/status");
  } catch (problem) {
    if (problem.code === "unreachable") state.connected = false;
  }
  draw();
}

// ---- drawing ------------------------------------------------------------------------------------

function draw() {
  document.documentElement.lang = language;
  document.title = word("title");
  for (const node of document.querySelectorAll("[data-word]")) node.textContent = word(node.dataset.word);
  for (const node of document.querySelectorAll("[data-hint]")) node.placeholder = word(node.dataset.hint);
  drawBar();
  drawMember();
  drawBasket();
  drawTotal();
}

function drawBar() {
  const status = state.status || {};
  const mode = !state.connected ? (state.status ? "gone" : "connecting") : status.mode || "connecting";
  $("programme").textContent = status.programme || word("title");
  $("register").textContent = status.register ? status.store + " · " + status.register : "";
  $("mode").dataset.state = mode;
  $("mode").lastElementChild.textContent = word(mode);
  const pending = status.pending ? status.pending.operations : 0;
  $("pending").hidden = !pending || pending === "0";
  $("pending").textContent = pending + " " + word("pendingCount");
  $("language").textContent = language === "ru" ? "EN" : "RU";
  const text = mode === "gone" ? word("goneBanner") : word("step." + status.step);
  $("banner").hidden = !text;
  $("banner").dataset.state = mode;
  const why = mode !== "gone" && status.stepCause ? word("cause." + status.stepCause) : "";
  $("banner").textContent = [text, why].filter(Boolean).join(" ");
}

function drawMember() {
  const member = state.member;
  const scan = state.scan;
  $("scan").textContent = scan ? [scan.text, scan.hint].filter(Boolean).join(" ") : "";
  $("scan").classList.toggle("bad", Boolean(scan && scan.bad));
  const enrolButton = element("button", { type: "button", class: "small", id: "enrolOpen", onclick: openEnrol }, word("enrolOffer"));
  if (!member) {
    $("member").replaceChildren(element("div", { class: "nobody" }, word("nobody"), element("br"), enrolButton));
    return;
  }
  const names = state.status && state.status.pointNames;
  const card = element("div", { class: "pass", id: "pass" },
    element("span", { class: "who" }, member.name || "—"),
    member.tier ? element("span", { class: "tier" }, member.tier) : null,
    element("div", { class: "points", id: "available" }, points(member.available, names)),
    element("div", { class: "of" }, word("available") + (member.balance !== member.available ? " · " + word("balance").toLowerCase() + " " + member.balance : "")));
  const facts = element("dl", { class: "facts" });
  const fact = (name, value) => value && facts.append(element("dt", {}, name), element("dd", {}, value));
  if (member.redeemable !== undefined && member.redeemable !== member.available) fact(word("redeemable"), member.redeemable);
  for (const lot of (member.pending || []).slice(0, 3)) fact(word("pendingPoints"), lot.points + " · " + moment(lot.activeFrom, true));
  if (member.expiring) fact(word("expiring"), member.expiring.points + " · " + moment(member.expiring.expiresAt));
  if (member.debt && member.debt !== "0") fact(word("debt"), member.debt);
  fact(word("asOf"), moment(member.asOf, true));
  const news = state.news.map((grant) => element("p", { class: "news" }, word("grant") + ": " + grant.promotion + " +" + grant.points));
  const note = member.provisional ? element("p", { class: "key" }, word("provisional")) : null;
  $("member").replaceChildren(card, facts, ...news, ...(note ? [note] : []));
}

function setMode(byLines) {
  state.byLines = byLines;
  if (byLines && state.lines.length === 0) state.lines.push(newLine());
  drawLines();
}

function drawBasket() {
  $("byAmount").setAttribute("aria-selected", String(!state.byLines));
  $("byLines").setAttribute("aria-selected", String(state.byLines));
  $("amountPane").hidden = state.byLines;
  $("linesPane").hidden = !state.byLines;
  if (document.activeElement !== $("amount")) $("amount").value = state.amount;
  $("promoList").replaceChildren(...state.codes.map((code) => element("span", { class: "tag" }, code,
    element("button", { type: "button", title: word("remove"), "aria-label": word("remove"), onclick: () => { state.codes = state.codes.filter((c) => c !== code); draw(); quote(); } }, "×"))));
  drawSums();
  drawOffers();
}

function drawLines() {
  const cell = (line, key, classes, extra) => element("td", { class: classes },
    element("input", { type: "text", value: line[key], "aria-label": word(key === "name" ? "item" : key), ...extra,
      oninput: (event) => { line[key] = event.target.value; later(quote); } }));
  $("lines").replaceChildren(...state.lines.map((line, index) => element("tr", {},
    cell(line, "name", ""), cell(line, "category", "", { placeholder: "drinks/coffee" }),
    cell(line, "quantity", "n", { inputmode: "decimal" }), cell(line, "price", "n", { inputmode: "decimal", placeholder: "0.00" }),
    element("td", {}), element("td", {}, element("button", { type: "button", class: "drop", title: word("remove"), "aria-label": word("remove"),
      onclick: () => { state.lines.splice(index, 1); drawLines(); quote(); } }, "×")))));
  drawSums();
}

function drawSums() {
  [...$("lines").children].forEach((row, index) => {
    const line = state.quote && state.byLines && (state.quote.lines || []).find((l) => l.id === String(index + 1));
    const cell = row.children[4];
    if (!line) return cell.replaceChildren("");
    const full = (Number(money(state.lines[index].price)) * Number(money(state.lines[index].quantity) || "1")).toFixed(2);
    cell.replaceChildren(...(Number(full) > Number(line.amount) ? [element("del", {}, full)] : []), line.amount);
  });
}

function drawOffers() {
  const rows = [];
  const messages = ((state.quote && state.quote.messages) || []).filter((message) => message.for === "cashier");
  const said = (id) => messages.filter((message) => message.promotion === id).map((message) => message.text).join(" ");
  for (const promotion of (state.quote && state.quote.promotions) || []) {
    const name = said(promotion.id) || promotion.name || promotion.id;
    const text = (promotion.texts && promotion.texts[language]) || "";
    if (promotion.applied) {
      const gain = Number(promotion.discount) > 0 ? "−" + promotion.discount : Number(promotion.points) > 0 ? "+" + promotion.points : "";
      rows.unshift(element("li", {}, element("i", {}, gain ? "✓" : "i"), element("span", {}, name), element("span", { class: "gain" }, gain)));
    } else if (promotion.missing) {
      rows.push(element("li", { class: "near" }, element("i", {}, "＋"), element("span", {}, name + ": " + (text || word("near") + " " + promotion.missing))));
    } else if (word("reason." + promotion.reason)) {
      rows.push(element("li", { class: "not" }, element("i", {}, "·"), element("span", {}, name + ": " + word("reason." + promotion.reason))));
    }
  }
  for (const message of messages.filter((m) => !m.promotion)) {
    rows.push(element("li", { class: "not" }, element("i", {}, "i"), element("span", {}, message.text)));
  }
  $("offersTitle").hidden = rows.length === 0;
  $("offers").replaceChildren(...rows);
}

function drawTotal() {
  const quoted = state.sale ? state.sale.quote || state.quote : state.quote;
  const names = state.status && state.status.pointNames;
  $("due").textContent = quoted ? quoted.total.due : "0.00";
  $("currency").textContent = (state.status && state.status.currency) || "";
  const sums = $("sums");
  sums.replaceChildren();
  const sum = (key, value, classes) => sums.append(element("dt", {}, word(key)), element("dd", { class: classes || "", "data-sum": key }, value));
  if (quoted) {
    sum("base", quoted.total.base);
    if (Number(quoted.total.discount)) sum("discount", "−" + quoted.total.discount);
    if (Number(quoted.points.redeemed)) sum("redeemed", "−" + quoted.total.redeemed);
    if (state.member) sum("earned", "+" + points(quoted.points.earned, names), "plus");
    if (state.member && quoted.points.balanceAfter !== undefined) sum("balanceAfter", quoted.points.balanceAfter);
  }
  $("redeem").disabled = $("redeemMax").disabled = !state.member || Boolean(state.sale);
  if (document.activeElement !== $("redeem")) {
    $("redeem").value = state.redeem === "max" ? (quoted ? quoted.points.redeemed : "max") : state.redeem;
  }
  $("redeemBox").hidden = Boolean(state.sale);
  const limit = quoted && state.member && quoted.points.ceiling !== undefined
    ? word("ceiling") + " " + points(quoted.points.ceiling, names)
      + (word("limit." + quoted.points.ceilingLimitedBy) ? " (" + word("limit." + quoted.points.ceilingLimitedBy) + ")" : "") : "";
  $("ceiling").textContent = limit;
  $("error").hidden = !state.problem;
  $("error").replaceChildren(...(state.problem ? [state.problem.message, element("small", {}, state.problem.hint)] : []));
  $("confirm").disabled = !state.quote || state.busy || Boolean(state.sale);
  $("confirm").hidden = Boolean(state.sale);
  drawReceipt();
}

function drawReceipt() {
  $("receipt").hidden = !state.sale;
  if (!state.sale) return;
  $("saleId").textContent = state.sale.id;
  $("printState").textContent = word("print." + (state.print || "none"));
  const picture = "/v1/sales/" + encodeURIComponent(state.sale.id) + "/receipt?format=svg";
  if ($("paper").getAttribute("src") !== picture) $("paper").src = picture;
  $("paper").alt = word("receiptPicture");
}

function drawStatus() {
  const status = state.status || {};
  const rows = [
    ["mode", word(status.mode || "connecting")], ["step", status.step || ""], ["lastContact", status.lastContact ? moment(status.lastContact, true) : word("never")],
    ["pendingOps", status.pending ? status.pending.operations : ""], ["quarantined", status.pending ? status.pending.quarantined : ""],
    ["worstLoss", status.worstLoss ? status.worstLoss.points : ""], ["pack", (status.pack || "").slice(0, 19)], ["clock", status.clock ? status.clock.quality : ""],
  ];
  for (const device of status.devices || []) rows.push([null, device.state, device.name]);
  $("statusList").replaceChildren(...rows.flatMap(([key, value, name]) => [element("dt", {}, key ? word(key) : name), element("dd", {}, String(value))]));
}

// ---- enrolment ----------------------------------------------------------------------------------

function openEnrol() {
  $("enrolForm").reset();
  const typed = $("code").value.trim();
  if (/^[+\d][\d ()-]{6,}$/.test(typed)) $("enrolForm").elements.phone.value = typed;
  $("enrolError").hidden = true;
  $("enrol").showModal();
}

async function enrol(event) {
  event.preventDefault();
  const form = $("enrolForm").elements;
  const body = { phone: form.phone.value, consents: ["personal-data"] };
  for (const key of ["name", "birthday", "card"]) if (form[key].value.trim()) body[key] = form[key].value.trim();
  try {
    const answer = await call("POST", "/v1/members", body, { "idempotency-key": crypto.randomUUID() });
    $("enrol").close();
    found({ kind: "phone", ...answer });
  } catch (problem) {
    $("enrolError").hidden = false;
    $("enrolError").replaceChildren(problem.message, element("small", {}, problem.hint));
  }
}

// ---- wiring -------------------------------------------------------------------------------------

let timer = 0;
function later(work) {
  clearTimeout(timer);
  timer = setTimeout(work, 120);
}

function keys(event) {
  if (document.querySelector("dialog[open]")) return;
  const acts = {
    F2: () => $("code").focus(),
    F4: () => { if (state.byLines) { state.lines.push(newLine()); drawLines(); } else setMode(true); draw(); $("lines").lastElementChild.querySelector("input").focus(); },
    F8: () => $("redeemMax").click(),
    F9: confirmSale,
    Escape: fresh,
  };
  const act = acts[event.key] || (event.key === "Enter" && event.ctrlKey ? confirmSale : null);
  if (!act) return;
  event.preventDefault();
  act();
}

addEventListener("keydown", keys);
$("identify").addEventListener("submit", (event) => { event.preventDefault(); identify($("code").value); });
$("byAmount").addEventListener("click", () => { setMode(false); draw(); quote(); $("amount").focus(); });
$("byLines").addEventListener("click", () => { setMode(true); draw(); quote(); $("lines").querySelector("input").focus(); });
$("addLine").addEventListener("click", () => { state.lines.push(newLine()); drawLines(); $("lines").lastElementChild.querySelector("input").focus(); });
$("amount").addEventListener("input", (event) => { state.amount = event.target.value; later(quote); });
$("amount").addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.ctrlKey) $("redeem").focus(); });
$("redeem").addEventListener("input", (event) => { state.redeem = event.target.value; later(quote); });
$("redeem").addEventListener("focus", (event) => event.target.select());
$("redeem").addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.ctrlKey) $("confirm").focus(); });
$("redeemMax").addEventListener("click", () => { state.redeem = "max"; quote(); });
$("promo").addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.ctrlKey) return;
  event.preventDefault();
  addCode(event.target.value);
  event.target.value = "";
});
$("confirm").addEventListener("click", confirmSale);
$("fresh").addEventListener("click", fresh);
$("reprint").addEventListener("click", () => call("POST", "/v1/print/" + encodeURIComponent(state.sale.id), {}, { "idempotency-key": crypto.randomUUID() })
  .then((answer) => { state.print = answer.state || "queued"; draw(); })
  .catch((problem) => { state.problem = problem; draw(); }));
$("language").addEventListener("click", () => { language = language === "ru" ? "en" : "ru"; localStorage.setItem("language", language); drawLines(); draw(); });
$("mode").addEventListener("click", () => { drawStatus(); $("status").showModal(); });
$("pending").addEventListener("click", () => { drawStatus(); $("status").showModal(); });
$("statusClose").addEventListener("click", () => $("status").close());
$("enrolCancel").addEventListener("click", () => $("enrol").close());
$("enrolForm").addEventListener("submit", enrol);

setMode(false);
draw();
listen(heard, (connected) => { state.connected = connected; if (connected) refreshStatus(); else draw(); });
$("code").focus();
