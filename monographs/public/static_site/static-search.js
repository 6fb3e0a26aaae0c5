"use strict";
// Searches the index beside this page, of which it loads the part that it needs. What
// is typed goes nowhere.
(() => {
  const MOST = 50;
  const input = document.getElementById("search");
  const status = document.getElementById("search-status");
  const list = document.getElementById("search-results");
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "")
    .replace(/['’`´]/g, "").toLowerCase();
  const words = (text) => plain(text).match(/[\p{L}\p{N}]+/gu) || [];
  const part = (word) => [...word].slice(0, 2)
    .map((letter) => letter.codePointAt(0).toString(16)).join("-");
  const loaded = new Map();
  const load = (name) => {
    if (!loaded.has(name)) {
      loaded.set(name, new Promise((resolve) => {
        const script = document.createElement("script");
        script.src = `parts/${name}.js`;
        let rows = [];
        addEventListener(`found-${name}`, ({ detail }) => { rows = detail; });
        script.onload = () => resolve(rows);
        script.onerror = () => resolve(rows); // no word begins like this
        document.head.append(script);
      }));
    }
    return loaded.get(name);
  };
  window.medsiteFound = (rows) => {
    const name = document.currentScript.src.match(/([^/]+)\.js/)[1];
    dispatchEvent(new CustomEvent(`found-${name}`, { detail: rows }));
  };
  const show = (asked, rows) => {
    const text = asked.join(" ");
    const rank = (row) => (plain(row[0]) === text ? 0 : plain(row[0]).startsWith(text) ? 1 : 2);
    const found = rows.filter(([name, , , spelled]) => {
      const own = words(spelled || name);
      return asked.every((word) => own.some((one) => one.startsWith(word)));
    }).sort((a, b) => rank(a) - rank(b) || a[0].localeCompare(b[0]));
    list.replaceChildren(...found.slice(0, MOST).map(([name, what, place]) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = `../${place}`;
      link.textContent = name;
      item.append(link, ` (${what})`);
      return item;
    }));
    status.textContent = found.length > MOST ? `The first ${MOST} of ${found.length}`
      : found.length ? `Found: ${found.length}`
        : "Nothing found. Check the spelling, or look in the lists below. That nothing is found does not mean that a medicine is safe.";
  };
  let turn = 0;
  const search = async () => {
    const mine = ++turn;
    const asked = words(input.value);
    if (!asked.length) {
      list.replaceChildren();
      status.textContent = "";
      return;
    }
    const longest = asked.reduce((a, b) => (b.length > a.length ? b : a));
    const rows = await load(part(longest));
    if (mine === turn) show(asked, rows);
  };
  input.value = new URLSearchParams(location.search).get("q") || "";
  input.form.addEventListener("submit", (event) => {
    event.preventDefault();
    search();
  });
  input.addEventListener("input", search);
  search();
})();
