// What is to be remarked about a table: asked from the server while one types, and shown at its row.
// The rules are the server's; here is only where a sentence stands.
(() => {
  const tools = window.libfeesRateTable;
  const PAUSE = 500;
  // These are about two rows, and stand between them.
  const BETWEEN = new Set(["band_gap", "band_overlap", "band_order"]);
  // These are said quietly: they may well be right.
  const QUIET = /^(overdue_above|reminder_above)/;

  let drawn = 0;

  class Remarks {
    constructor(table) {
      this.table = table;
      this.refused = [];
      this.found = [];
      this.asked = null;
      // A table that nobody looks at asks nothing.
      this.watcher = new IntersectionObserver((entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        this.watcher.disconnect();
        this.ask();
      });
      this.watcher.observe(table.root);
    }

    soon() {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.ask(), PAUSE);
    }

    async ask() {
      const fields = this.table.fields();
      if (fields === this.asked || !this.table.root.isConnected) return;
      this.asked = fields;
      this.request?.abort();
      this.request = new AbortController();
      try {
        const answer = await tools.post(this.table.options.checkUrl, fields, {
          signal: this.request.signal,
          type: "application/x-www-form-urlencoded",
          texts: this.table.texts,
        });
        this.table.guarded(() => {
          this.found = answer.remarks;
          this.draw();
          this.table.answered(answer);
        });
      } catch (error) {
        // Asked again before the answer came, or no network: the next change asks again.
        if (error.name !== "AbortError") this.asked = null;
      }
    }

    // What the server refused when the page was to be published.
    refuse(error) {
      this.refused = [...flat(error)];
      this.draw();
    }

    // Typed over: what was refused there no longer stands there.
    typed(control) {
      const before = this.refused.length;
      this.refused = this.refused.filter(({ place }) => this.table.controlAt(place) !== control);
      if (this.refused.length !== before) this.draw();
      this.soon();
    }

    draw() {
      const { root } = this.table;
      root.querySelectorAll("[data-remark]").forEach((old) => old.remove());
      root.querySelectorAll("[data-remarked]").forEach((old) => {
        old.removeAttribute("data-remarked");
        old.removeAttribute("aria-invalid");
        old.removeAttribute("aria-describedby");
      });
      const said = new Set();
      for (const remark of [...this.refused, ...this.found]) {
        const control = this.table.controlAt(remark.place);
        const row = control?.closest("tr");
        const key = `${remark.message} ${row?.querySelector("[data-at]").dataset.at}`;
        const id = `${this.table.prefix}-remark-${(drawn += 1)}`;
        if (control) mark(control, remark, said.has(key) ? null : id);
        control?.closest("details:not([data-panel])")?.setAttribute("open", "");
        if (said.has(key)) continue;
        said.add(key);
        this.say(remark, row, id);
      }
    }

    say(remark, row, id) {
      const kind = kindOf(remark);
      // Wagtail counts the messages of this class in the heads of its tabs.
      const className = `libfees-remark libfees-remark--${kind}${remark.refused ? " error-message" : ""}`;
      const line = tools.element("p", { className, id }, tools.icon(kind === "error" ? "warning" : "info-circle"), " ", remark.message);
      if (!row || kind === "quiet") {
        line.dataset.remark = kind;
        this.table.notes.append(line);
        return;
      }
      const between = BETWEEN.has(remark.code);
      const cell = tools.element("td", { colspan: row.cells.length }, line);
      const told = tools.element("tr", { "data-remark": kind, className: `libfees-remark-row${between ? " libfees-remark-row--between" : ""}` }, cell);
      if (row.parentElement.tagName === "THEAD") row.closest("table").tBodies[0].prepend(told);
      else if (between) row.before(told);
      else row.after(told);
    }
  }

  const kindOf = ({ code, severity }) => (QUIET.test(code) ? "quiet" : severity);

  const mark = (control, remark, id) => {
    const kind = kindOf(remark);
    const worse = control.dataset.remarked === "error" ? "error" : kind;
    control.dataset.remarked = worse;
    if (worse === "error") control.setAttribute("aria-invalid", "true");
    if (id) control.setAttribute("aria-describedby", [control.getAttribute("aria-describedby"), id].filter(Boolean).join(" "));
  };

  // Wagtail's nested errors as remarks, each with its place.
  function* flat(error, place = []) {
    for (const message of error?.messages ?? []) {
      yield { code: "refused", severity: "error", refused: true, place, message };
    }
    for (const [name, inner] of Object.entries(error?.blockErrors ?? {})) {
      yield* flat(inner, [...place, /^\d+$/.test(name) ? Number(name) : name]);
    }
  }

  const post = async (url, body, { signal, type, texts }) => {
    const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? window.wagtailConfig?.CSRF_TOKEN;
    const response = await fetch(url, {
      method: "POST",
      body,
      credentials: "same-origin",
      headers: { "Content-Type": type, "X-CSRFToken": token },
      signal,
    });
    if (window.libfeesSession?.ended(response, texts) || !response.ok) throw new Error(`${response.status} from ${url}`);
    return response.json();
  };

  Object.assign(tools, { Remarks, post });
})();
