"use strict";
// The customer's side: a greeting, then what is to pay and what the points do. Never a full name.
let status = {};
let quiet = 0;

function show(screen, head, sub, facts) {
  document.getElementById("screen").dataset.screen = screen;
  document.getElementById("programme").textContent = status.programme || "";
  document.getElementById("head").textContent = head;
  document.getElementById("sub").textContent = sub;
  document.getElementById("facts").replaceChildren(...(facts || []).filter(([, value]) => value)
    .map(([name, value]) => element("div", {}, element("dt", {}, name), element("dd", {}, value))));
  clearTimeout(quiet);
  if (screen !== "welcome") quiet = setTimeout(welcome, screen === "thanks" ? 15000 : 120000);
}

const welcome = () => show("welcome", word("welcome"), word("welcomeHint"));

function heard({ event, data }) {
  if ((event === "member" || event === "identified") && data.member) {
    show("member", word("hello") + " " + (data.member.name || "").split(" ")[0] + "!", data.member.tier || "",
      [[word("yourBalance"), data.member.available]]);
  } else if (event === "quote") {
    show("quote", data.total.due + " " + (status.currency || ""), (data.messages || []).filter((m) => m.for === "display").map((m) => m.text).join(" · ") || word("toPay").toLowerCase(), [
      [word("discount"), Number(data.total.discount) ? "−" + data.total.discount : ""],
      [word("redeemed"), Number(data.total.redeemed) ? "−" + data.total.redeemed : ""],
      [word("youEarn"), Number(data.points.earned) ? "+" + points(data.points.earned, status.pointNames) : ""]]);
  } else if (event === "sale" && data.state === "confirmed") {
    show("thanks", word("thanks"), "", [
      [word("youEarn"), Number(data.points.earned) ? "+" + points(data.points.earned, status.pointNames) : ""],
      [word("yourBalance"), data.points.balanceAfter]]);
  } else if (event === "clear") {
    welcome();
  }
}

welcome();
listen(heard, async (connected) => {
  if (!connected) return;
  status = await call("GET", "/v1/status").catch(() => status);
  if (status.language) language = status.language;
  welcome();
});
