// Writes the sample receipt of ReceiptBytes.java as other programs say it, one .bin file each, into
// the directory given, and costs.txt: name, microseconds, bytes allocated. Run by
// scripts/benchmark-receipts, with --expose-gc and a young generation that holds a whole round.
import fs from "node:fs";
import path from "node:path";
import receiptPrinterEncoder from "@point-of-sale/receipt-printer-encoder";
import escPosEncoder from "esc-pos-encoder";
import receiptline from "receiptline";

const ReceiptPrinterEncoder = receiptPrinterEncoder.default ?? receiptPrinterEncoder;
const EscPosEncoder = escPosEncoder.default ?? escPosEncoder;
const [directory, markup] = process.argv.slice(2);
const COLUMNS = 48;
const items = [
  ["Кофе зерновой арабика 250 г", "2", "720,00"],
  ["Молоко топлёное 3,2%", "1", "89,90"],
  ["Булочка московская №5", "1", "45,00"],
];
const pair = (left, right) => left.padEnd(COLUMNS - right.length) + right;
const item = ([name, count, sum]) =>
  name.padEnd(COLUMNS - 13) + count.padStart(3) + sum.padStart(10);
const save = (name, bytes) => fs.writeFileSync(path.join(directory, name + ".bin"), bytes);

const withFirst = () => {
  const first = new ReceiptPrinterEncoder({ columns: COLUMNS, language: "esc-pos", feedBeforeCut: 0 });
  first.initialize().codepage("cp866").align("center");
  first.size(2, 2).line("VЁSKA").size(1, 1).bold(true).line("Кофейня на Невском").bold(false);
  first.align("left").newline();
  items.forEach((one) => first.line(item(one)));
  first.rule();
  first.bold(true).text("ИТОГО").bold(false).text(" ".repeat(COLUMNS - 17));
  first.size(2, 1).line("854,90").size(1, 1);
  first.line(pair("Начислено", "+42")).line(pair("Баланс", "1 042 балла")).newline();
  first.align("center").line("Спасибо за покупку!");
  first.barcode("4600000000015", "ean13", { height: 60, width: 3, text: true });
  first.qrcode("https://vaska.example/c/1024", { model: 2, size: 5, errorlevel: "m" });
  return first.cut("partial").encode();
};

const withSecond = () => {
  const second = new EscPosEncoder({ width: COLUMNS, wordWrap: false });
  second.initialize().codepage("cp866").align("center");
  second.width(2).height(2).line("VЁSKA").width(1).height(1);
  second.bold(true).line("Кофейня на Невском").bold(false).align("left").newline();
  items.forEach((one) => second.line(item(one)));
  second.line("─".repeat(COLUMNS));
  second.bold(true).text("ИТОГО").bold(false).text(" ".repeat(COLUMNS - 17));
  second.width(2).line("854,90").width(1);
  second.line(pair("Начислено", "+42")).line(pair("Баланс", "1 042 балла")).newline();
  second.align("center").line("Спасибо за покупку!");
  second.barcode("4600000000015", "ean13", 60);
  second.qrcode("https://vaska.example/c/1024", 2, 5, "m");
  return second.cut("partial").encode();
};

const text = fs.readFileSync(markup, "utf8");
const withThird = (command) => receiptline.transform(text, { cpl: COLUMNS, encoding: "cp866", command });
const third = () => Buffer.from(withThird("escpos"), "binary");

const WARM_UP = 400;
const ROUNDS = 21;
const PER_ROUND = 20;

// Nothing is collected within a round, so what the heap grew by is what was allocated.
function cost(work) {
  let result = 0;
  for (let i = 0; i < WARM_UP; i++) result += work().length;
  const micros = [];
  const bytes = [];
  for (let round = 0; round < ROUNDS; round++) {
    globalThis.gc();
    const before = process.memoryUsage();
    const start = process.hrtime.bigint();
    for (let i = 0; i < PER_ROUND; i++) result += work().length;
    micros.push(Number(process.hrtime.bigint() - start) / 1000 / PER_ROUND);
    const after = process.memoryUsage();
    bytes.push((after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers) / PER_ROUND);
  }
  const median = (list) => list.sort((a, b) => a - b)[ROUNDS >> 1];
  return [median(micros), median(bytes), result];
}

const lines = [];
for (const [name, work, file] of [
  ["receiptline (npm)", third, "receiptline"],
  ["  to SVG instead", () => withThird("svg"), null],
  ["receipt-printer-encoder (npm)", withFirst, "receipt-printer-encoder"],
  ["esc-pos-encoder (npm)", withSecond, "esc-pos-encoder"],
]) {
  if (file) save(file, work());
  const [micros, bytes] = cost(work);
  lines.push([name, micros, Math.max(0, bytes)].join("\t"));
}
fs.writeFileSync(path.join(directory, "costs.txt"), lines.join("\n") + "\n");
