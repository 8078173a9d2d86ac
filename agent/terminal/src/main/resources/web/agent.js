"use strict";
// How the pages speak to the agent: calls, and live events that reconnect by themselves.

class Problem extends Error {
  constructor(body) {
    super(body.detail || body.title || "?");
    this.code = body.code;
    this.hint = body.hint || "";
    this.path = body.path || "";
  }
}

async function call(method, path, body, headers) {
  let response;
  try {
    response = await fetch(path, {
      method,
      headers: { ...(body ? { "content-type": "application/json" } : {}), ...headers },
      body: body ? JSON.stringify(body) : undefined,
    });
  } catch {
    throw new Problem({ code: "unreachable", detail: word("gone") });
  }
  const text = await response.text();
  let json = {};
  try { json = text ? JSON.parse(text) : {}; } catch { json = { detail: text }; }
  if (!response.ok) throw new Problem(json);
  return json;
}

/** Calls `heard` with each event, `changed` with true when connected and false when not. */
function listen(heard, changed) {
  let wait = 250;
  const connect = () => {
    const socket = new WebSocket(location.origin.replace("http", "ws") + "/v1/events");
    socket.onopen = () => { wait = 250; changed(true); };
    socket.onmessage = (message) => heard(JSON.parse(message.data));
    socket.onclose = () => {
      changed(false);
      // A page that outlived its session gets a new one with the page itself.
      fetch("/", { cache: "no-store" }).catch(() => {}).finally(() => setTimeout(connect, wait));
      wait = Math.min(wait * 2, 4000);
    };
  };
  connect();
}

function element(name, attributes, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (key in node && typeof value !== "string") node[key] = value;
    else node.setAttribute(key, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}
