"use strict";
// Reads ESC/POS streams with npm's npos, an interpreter that shares nothing with this project, and
// answers with the text lines, barcodes and QR codes it finds. Standard input: a list of
// {bytes: base64, pages: {number: encoding}}; standard output: a list of {error, lines, codes}.
const fs = require("fs");
const iconv = require("iconv-lite");
const npos = require("npos");

// npos knows no two-dimensional codes; its rules are made to be added to.
npos.rules[0x1d]["(k"] = [0, "d16"];

const QR_DATA = Buffer.from([0x31, 0x50, 0x30]);
const parser = npos.parser(npos.rules);

// Code 128 comes in sets: {C packs two digits into a byte.
function barcode(kind, data) {
  if (kind !== 73) return data.toString("latin1");
  let text = "";
  let set = "B";
  for (let at = 0; at < data.length; at++) {
    if (data[at] === 0x7b) {
      const next = String.fromCharCode(data[++at]);
      if ("ABC".includes(next)) set = next;
      else if (next === "{") text += "{";
    } else {
      text += set === "C" ? String(data[at]).padStart(2, "0") : String.fromCharCode(data[at]);
    }
  }
  return text;
}

function read({ bytes, pages }) {
  const raw = Buffer.from(bytes, "base64");
  const ast = parser.analyze(raw);
  if (ast.error) return { error: String(ast.error.message), lines: [], codes: [] };
  let page = "cp437";
  let line = "";
  let wide = 1;
  const lines = [];
  const codes = [];
  const feed = () => { lines.push(line); line = ""; };
  for (const node of ast.tree) {
    const all = raw.subarray(node.offset, node.offset + node.length);
    const data = all.subarray(1 + (node.fn || "").length);
    switch (node.ascii + (node.fn || "")) {
      case "STX":
        for (const one of all) {
          if (one === 0x0a) feed();
          else if (one !== 0x0d) line += iconv.decode(Buffer.from([one]), page) + " ".repeat(wide - 1);
        }
        break;
      case "ESC@": page = "cp437"; wide = 1; break;
      case "ESC!": wide = data[0] & 0x20 ? 2 : 1; break;
      case "GS!": wide = (data[0] >> 4) + 1; break;
      case "ESCt": page = pages[data[0]] || "unknown page " + data[0]; break;
      case "ESC$": line += " "; break;
      case "ESCd": case "ESCJ": feed(); break;
      case "GSk": codes.push(barcode(data[0], data.subarray(2, 2 + data[1]))); break;
      case "GS(k":
        if (data.subarray(2, 5).equals(QR_DATA)) codes.push(data.subarray(5).toString("utf8"));
        break;
      default: break;
    }
  }
  feed();
  return { error: "", lines, codes };
}

const asked = JSON.parse(fs.readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(asked.map(read)));
