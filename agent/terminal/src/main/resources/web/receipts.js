"use strict";
// A template on the left, the paper at both widths on the right, errors where they are.

const COLUMNS = [32, 48];
const MILLIMETRES = { 32: 58, 42: 80, 48: 80 };
const DOTS_PER_CELL = 8;
const PATIENCE_MS = 250;

// One entry per text: [Russian, English].
const WORDS = {
  title: ["Чеки", "Receipts"], template: ["Шаблон", "Template"], data: ["Данные", "Data"],
  receiptLanguage: ["Язык чека", "Receipt in"], edit: ["Шаблон и данные", "Template and data"],
  source: ["Текст шаблона", "Text of the template"], sample: ["Данные образца", "Sample data"],
  problems: ["Ошибки", "Problems"], papers: ["Чек на бумаге", "Receipt on paper"],
  errors: ["Ошибок", "Problems"], noErrors: ["Ошибок нет", "No problems"],
  millimetres: ["мм", "mm"], letters: ["знаков в строке", "letters to the line"],
  sampleData: ["данные", "data"], gone: ["Агент не отвечает", "The agent does not answer"],
};
const LANGUAGES = ["ru", "en"];
const LINE_PX = 20;
const TOP_PX = 9.6;

let words = localStorage.getItem("language") || "ru";
const word = (key) => WORDS[key][Math.max(0, LANGUAGES.indexOf(words))];

const byId = (id) => document.getElementById(id);
const source = byId("source");
const data = byId("data");
const sample = byId("sample");
const language = byId("language");

let timer = 0;
let asked = 0;
let shown = { problems: [], papers: [] };

async function call(method, path, body) {
  const response = await fetch(path, {
    method,
    headers: body ? { "content-type": "application/json" } : {},
    body: body ? JSON.stringify(body) : undefined,
  }).catch(() => { throw new Error(word("gone")); });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.detail || answer.title || `HTTP ${response.status}`);
  return answer;
}

function say(text, state) {
  byId("state").textContent = text;
  byId("state").dataset.state = state;
}

/** Numbers the lines and marks those with problems. */
function number(area, problems) {
  const gutter = area.parentElement.querySelector(".gutter");
  const count = area.value.split("\n").length;
  const marks = new Map();
  for (const problem of problems) {
    marks.set(problem.line, [...(marks.get(problem.line) || []), problem.message]);
  }
  gutter.replaceChildren(...Array.from({ length: count }, (_, index) => {
    const line = document.createElement("div");
    line.textContent = index + 1;
    const messages = marks.get(index + 1);
    if (messages) {
      line.dataset.bad = "";
      line.title = messages.join("\n");
    }
    return line;
  }));
  gutter.scrollTop = area.scrollTop;
  underline(area, problems.filter((problem) => problem.line > 0));
}

/** Tints each line with a problem and underlines from the letter where it begins; scrolls along. */
function underline(area, problems) {
  const lines = area.value.split("\n");
  const layers = problems.flatMap(({ line, column }) => {
    const top = TOP_PX + (line - 1) * LINE_PX;
    const text = lines[line - 1] || "";
    const from = column > 0 && column <= text.length ? column - 1 : 0;
    const length = Math.max(1, (text.slice(from).match(/^[^\s}]+/) || [" "])[0].length);
    return [
      `linear-gradient(var(--bad), var(--bad)) calc(.6rem + ${from}ch) ${top + LINE_PX - 2}px / ${length}ch 2px no-repeat local`,
      `linear-gradient(var(--bad-soft), var(--bad-soft)) 0 ${top}px / 100% ${LINE_PX}px no-repeat local`,
    ];
  });
  area.style.background = [...layers, "#fff"].join(", ");
}

function go(line, column) {
  show("source");
  const lines = source.value.split("\n");
  const before = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  const at = before + Math.max(0, column - 1);
  source.focus();
  source.setSelectionRange(at, before + (lines[line - 1] || "").length);
  source.scrollTop = Math.max(0, (line - 5) * LINE_PX);
}

function list(problems) {
  byId("problems").replaceChildren(...problems.map((problem) => {
    const item = document.createElement("li");
    const button = document.createElement("button");
    const place = document.createElement("b");
    place.textContent = !problem.line ? word("sampleData") : problem.column ? `${problem.line}:${problem.column}` : String(problem.line);
    button.type = "button";
    button.append(place, problem.message);
    if (problem.line) button.addEventListener("click", () => go(problem.line, problem.column));
    item.append(button);
    return item;
  }));
}

function paper({ columns, svg }) {
  const figure = document.createElement("figure");
  const caption = document.createElement("figcaption");
  const sheet = document.createElement("div");
  caption.textContent = `${MILLIMETRES[columns] || "?"} ${word("millimetres")} · ${columns} ${word("letters")}`;
  sheet.className = "paper";
  const picture = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
  picture.setAttribute("width", columns * DOTS_PER_CELL);
  picture.removeAttribute("height");
  sheet.append(document.importNode(picture, true));
  figure.append(caption, sheet);
  return figure;
}

async function preview() {
  const turn = ++asked;
  try {
    const answer = await call("POST", "/v1/receipts/preview", {
      name: sample.selectedOptions[0]?.dataset.template || "sale",
      language: language.value,
      source: source.value,
      sample: data.value,
      columns: COLUMNS,
      problemsIn: words,
    });
    if (turn !== asked) return;
    shown = answer;
    draw();
  } catch (error) {
    if (turn === asked) say(error.message, "bad");
  }
}

function draw() {
  const { problems, papers } = shown;
  const broken = papers.every((one) => !one.text.trim()) && problems.length > 0;
  byId("papers").classList.toggle("stale", broken);
  if (!broken) byId("papers").replaceChildren(...papers.map(paper));
  number(source, problems);
  number(data, []);
  list(problems);
  if (problems.length) say(`${word("errors")}: ${problems.length}`, "bad");
  else say(word("noErrors"), "good");
}

function soon() {
  clearTimeout(timer);
  timer = setTimeout(preview, PATIENCE_MS);
}

async function open() {
  try {
    const query = new URLSearchParams({ sample: sample.value, language: language.value });
    const answer = await call("GET", `/v1/receipts/template?${query}`);
    source.value = answer.source;
    data.value = answer.sample;
    number(source, []);
    number(data, []);
    await preview();
  } catch (error) {
    say(error.message, "bad");
  }
}

function show(which) {
  for (const name of ["source", "data"]) {
    byId(`${name}-pane`).hidden = name !== which;
    byId(`tab-${name}`).setAttribute("aria-selected", String(name === which));
  }
}

/** Puts the page's own words in; the receipt's language is chosen beside the template. */
function name() {
  document.documentElement.lang = words;
  document.title = word("title");
  for (const one of document.querySelectorAll("[data-word]")) one.textContent = word(one.dataset.word);
  for (const one of document.querySelectorAll("[data-label]")) one.setAttribute("aria-label", word(one.dataset.label));
  byId("words").textContent = words === "ru" ? "EN" : "RU";
}

async function start() {
  name();
  byId("words").addEventListener("click", () => {
    words = words === "ru" ? "en" : "ru";
    localStorage.setItem("language", words);
    name();
    draw();
    preview();
  });
  for (const area of [source, data]) {
    area.addEventListener("input", () => { number(area, []); soon(); });
    area.addEventListener("scroll", () => {
      area.parentElement.querySelector(".gutter").scrollTop = area.scrollTop;
    });
  }
  byId("tab-source").addEventListener("click", () => show("source"));
  byId("tab-data").addEventListener("click", () => show("data"));
  sample.addEventListener("change", open);
  language.addEventListener("change", preview);
  const answer = await call("GET", "/v1/receipts/templates");
  sample.replaceChildren(...answer.samples.map((one) => {
    const option = document.createElement("option");
    option.value = one.sample;
    option.textContent = one.sample;
    option.dataset.template = one.template;
    return option;
  }));
  await open();
}

start().catch((error) => say(error.message, "bad"));
