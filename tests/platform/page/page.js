// The patient's phone. Texts from the server become text nodes only, never markup.
const ask_every_ms = 800;
const time_shown_after_ms = 5 * 60 * 1000;
const $ = (id) => document.getElementById(id);

const here = { account: "", user: "", number: 0, follows: false, last: 0, last_at: 0 };

async function call(path, body) {
  const options = body && {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  };
  const response = await fetch(path, options);
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
}

const account_path = () => `/api/accounts/${encodeURIComponent(here.account)}`;
const user_path = (last) => `${account_path()}/users/${encodeURIComponent(here.user)}/${last}`;

function complain(error) {
  $("trouble").textContent = error ? `模拟平台没有应答：${error.message}` : "";
  $("trouble").hidden = !error;
}

function element(name, class_name, text) {
  const made = document.createElement(name);
  if (class_name) made.className = class_name;
  if (text !== undefined) made.textContent = text;
  return made;
}

function tap_button(line, index, piece) {
  const button = element("button", "tap", piece.text);
  button.type = "button";
  button.addEventListener("click", () => act("tap", { line: String(line.number), index: String(index) }));
  return button;
}

function outside_link(href, class_name, text) {
  const link = element("a", class_name, text);
  link.href = href;
  link.target = "_blank";
  link.rel = "noreferrer noopener";
  return link;
}

function fill_bubble(bubble, line) {
  let taps = 0;
  for (const piece of line.segments ?? []) {
    if (piece.menu_id) bubble.append(tap_button(line, taps++, piece));
    else if (piece.href) bubble.append(outside_link(piece.href, "", piece.text));
    else bubble.append(piece.text);
  }
  for (const article of line.articles ?? []) {
    const card = outside_link(/^https?:/.test(article.url) ? article.url : "#", "article", article.title);
    card.append(element("small", "", article.description));
    bubble.append(card);
  }
  if (!bubble.hasChildNodes()) bubble.textContent = line.text;
}

function scroll_down() {
  $("lines").scrollTop = $("lines").scrollHeight;
}

function note(text) {
  const item = element("li", "system");
  item.append(element("div", "note", text));
  return item;
}

function show_time(at) {
  if (at - here.last_at < time_shown_after_ms) return;
  here.last_at = at;
  const text = new Date(at).toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit" });
  $("lines").append(note(text));
}

function show_line(line) {
  if (line.number <= here.last) return;
  here.last = line.number;
  show_time(line.at);
  if (line.by === "system") {
    $("lines").append(note(line.text));
    return;
  }
  const item = element("li", line.by);
  item.append(element("div", "face", line.by === "patient" ? String(here.number) : "诊"));
  const bubble = element("div", "bubble");
  fill_bubble(bubble, line);
  item.append(bubble);
  $("lines").append(item);
}

function show_patient(patient) {
  here.number = patient.number;
  here.follows = patient.follows;
  $("title").textContent = patient.waiting > 0 ? "对方正在输入…" : here.account;
  $("follow").hidden = patient.follows;
  $("writing").hidden = !patient.follows;
  if (!patient.follows) open_panel(false);
}

function show(transcript) {
  if (transcript.user !== here.user) return;  // the answer of a patient left meanwhile
  const before = here.last;
  show_patient(transcript);
  transcript.lines.forEach(show_line);
  if (here.last !== before) scroll_down();
}

async function refresh() {
  if (!here.user || document.hidden) return;
  try {
    show(await call(user_path(`transcript?after=${here.last}`)));
    complain();
  } catch (error) {
    complain(error);
  }
}

async function act(path, body) {
  try {
    show(await call(user_path(path), body));
    complain();
  } catch (error) {
    complain(error);
  }
}

const did = (kind, more = {}) => act("messages", { kind, ...more });

async function repeat_last() {
  try {
    const { answer } = await call(user_path("deliver-again"), {});
    const words = { same: "重复投递：回答与上次完全相同", different: "重复投递：回答与上次不同！" };
    $("lines").append(note(words[answer] ?? `重复投递：${answer}`));
    scroll_down();
  } catch (error) {
    complain(error);
  }
}

let copies = 1;

function send_text() {
  const text = $("text").value.trim();
  if (!text) return;
  $("text").value = "";
  size_text();
  did("text", { text, copies: String(copies) });
  copies = 1;
  $("text").placeholder = "";
}

function size_text() {
  const box = $("text");
  box.style.height = "auto";
  box.style.height = `${box.scrollHeight}px`;
  $("send").hidden = !box.value.trim();
  $("more").hidden = !$("send").hidden;
}

function open_panel(open) {
  $("panel").hidden = !open;
  $("more").setAttribute("aria-expanded", String(open));
  if (open) scroll_down();
}

function on_panel(event) {
  const what = event.target.closest("button")?.dataset.act;
  if (!what) return;
  open_panel(false);
  if (what === "again") {
    repeat_last();
  } else if (what === "triple") {
    copies = 3;
    $("text").placeholder = "下一条同时投递三份";
    $("text").focus();
  } else {
    did(what);
  }
}

async function list_patients() {
  const patients = await call(`${account_path()}/users`);
  $("patients").replaceChildren(...patients.map((one) => new Option(String(one.number), one.user)));
  $("patients").value = here.user;
}

async function become(user) {
  Object.assign(here, { user, last: 0, last_at: 0 });
  history.replaceState(null, "", `#${encodeURIComponent(here.account)}/${user}`);
  $("lines").replaceChildren();
  await refresh();
  await list_patients();
}

async function new_patient() {
  const patient = await call(`${account_path()}/users`, {});
  await become(patient.user);
}

async function choose_account(account) {
  here.account = account;
  $("accounts").value = account;
  const patients = await call(`${account_path()}/users`);
  if (patients.length > 0) await become(patients[0].user);
  else await new_patient();
}

async function start() {
  const accounts = await call("/api/accounts");
  $("accounts").replaceChildren(...accounts.map((one) => new Option(one.id, one.id)));
  const [account, user] = location.hash.slice(1).split("/").map(decodeURIComponent);
  if (!accounts.some((one) => one.id === account)) return choose_account(accounts[0].id);
  here.account = account;
  $("accounts").value = account;
  return user ? become(user) : choose_account(account);
}

const guarded = (work) => (...given) => Promise.resolve(work(...given)).catch(complain);

$("accounts").addEventListener("change", guarded((event) => choose_account(event.target.value)));
$("patients").addEventListener("change", guarded((event) => become(event.target.value)));
$("new-patient").addEventListener("click", guarded(new_patient));
$("follow").addEventListener("click", () => did("follow"));
$("more").addEventListener("click", () => open_panel($("panel").hidden));
$("panel").addEventListener("click", on_panel);
$("text").addEventListener("input", size_text);
$("text").addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  send_text();
});
$("writing").addEventListener("submit", (event) => {
  event.preventDefault();
  send_text();
});
document.addEventListener("visibilitychange", refresh);
setInterval(refresh, ask_every_ms);
guarded(start)();
