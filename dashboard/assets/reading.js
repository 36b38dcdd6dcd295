// What a page needs once it is on screen: title, focus, landing on a claim, the side list that follows the text.
(function () {
  const claims = (window.dash_clientside = window.dash_clientside || {}).claims = window.dash_clientside.claims || {};
  const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  let watcher = null;

  claims.land = (id, focus) => {
    const found = document.getElementById(id);
    if (!found) return;
    found.scrollIntoView({ block: found.tagName === "MARK" ? "center" : "start", behavior: calm() ? "auto" : "smooth" });
    if (found.tagName === "MARK") {
      found.classList.remove("flash");
      void found.offsetWidth;
      found.classList.add("flash");
    }
    if (focus) {
      const target = (found.tagName === "MARK" && found.querySelector("a")) || found;
      if (target === found && !found.hasAttribute("tabindex")) found.setAttribute("tabindex", "-1");
      target.focus({ preventScroll: true });
    }
  };
  claims.landAgain = () => {
    const target = document.querySelector("mark.target");
    if (target) claims.land(target.id, true);
  };

  function follow() {
    if (watcher) watcher.disconnect();
    const list = document.querySelector(".side-list");
    if (!list) return;
    const rows = new Map([...list.querySelectorAll("li[data-for]")].map((row) => [row.dataset.for, row]));
    const visible = new Set();
    watcher = new IntersectionObserver((entries) => {
      entries.forEach((entry) => (entry.isIntersecting ? visible.add(entry.target.id) : visible.delete(entry.target.id)));
      rows.forEach((row, id) => row.classList.toggle("in-view", visible.has(id)));
      const first = [...rows.keys()].find((id) => visible.has(id));
      if (!first) return;
      const row = rows.get(first);
      if (row.offsetTop < list.scrollTop || row.offsetTop > list.scrollTop + list.clientHeight * 0.6)
        list.scrollTop = Math.max(0, row.offsetTop - list.clientHeight * 0.3);
    }, { rootMargin: "-60px 0px -10% 0px" });
    document.querySelectorAll(".text mark[id]").forEach((mark) => watcher.observe(mark));
  }

  function arrive() {
    const head = document.querySelector("#page h1");
    if (head) document.title = head.textContent + " – Claimed Metrics";
    if (claims.markNavigation) claims.markNavigation();
    const wanted = claims.wanted || {};
    claims.wanted = null;
    const target = document.querySelector("mark.target");
    if (target && !(wanted.y > 0)) {
      target.scrollIntoView({ block: "center" });
      target.classList.add("flash");
    } else if (window.location.hash.length > 1) claims.land(decodeURIComponent(window.location.hash.slice(1)));
    else if (wanted.focus && new URLSearchParams(window.location.search).has("check")) {
      const panel = document.querySelector(".split .panel");
      if (panel && panel.getBoundingClientRect().top > window.innerHeight * 0.8) panel.scrollIntoView();
    } else window.scrollTo(0, wanted.y || 0);
    if (wanted.focus && head) (document.querySelector(".split.open [aria-current]") || head).focus({ preventScroll: true });
    if (window.innerWidth <= 900) document.querySelectorAll(".facets[open]").forEach((facets) => facets.removeAttribute("open"));
    follow();
  }

  let waiting = 0;
  const watch = () => {
    const page = document.getElementById("page");
    if (!page) return void window.setTimeout(watch, 30);
    new MutationObserver((records) => {
      claims.expand(records);
      if (!records.some((record) => record.target === page || record.target.parentNode === page)) return;
      window.clearTimeout(waiting);
      waiting = window.setTimeout(arrive, 0);
    }).observe(page, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-tree"] });
  };
  watch();

  document.addEventListener("keydown", (event) => {
    const typing = /INPUT|TEXTAREA|SELECT/.test(event.target.tagName) || event.target.isContentEditable;
    const jump = document.getElementById("jump");
    if (event.key === "/" && !typing && jump) { event.preventDefault(); jump.focus(); }
    if (event.key === "Enter" && event.target === jump)
      claims.go("/claims" + (jump.value.trim() ? "?q=" + encodeURIComponent(jump.value.trim()) : ""));
    if (event.key === "Escape" && event.target === jump) jump.blur();
  });
})();
