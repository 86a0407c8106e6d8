// The site can be installed, and the guide read last is kept for when there is no network: worker.js at the site's root
// does that. Opened from the disk, or where a browser does not allow it, nothing of this is there. site.js comes first.

function keepOffline() {
  if (!location.protocol.startsWith("http")) return
  const root = new URL(page.dataset.root || "./", location.href)
  document.head.append(made("link", { rel: "manifest", href: new URL("site.webmanifest", root).href }))
  if (!("serviceWorker" in navigator)) return
  const said = one(".kept") // on the plan
  navigator.serviceWorker.addEventListener("message", (event) => { if (said && event.data.kept) said.hidden = false })
  navigator.serviceWorker.register(new URL("worker.js", root), { updateViaCache: "none" })
    .then(() => navigator.serviceWorker.ready)
    .then((registration) => { if (page.dataset.guide) registration.active.postMessage({ keep: new URL("./", location.href).href, isFirst: !said }) })
    .catch(() => { /* not allowed here: the site works all the same */ })
}

addEventListener("load", keepOffline)
