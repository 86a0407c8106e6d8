// Says that scripts run, so that the style keeps room for what they show; and the reader's own choice of dark or light, before anything is drawn. A file of its own, so that no page holds a script.
document.documentElement.dataset.js = ""
try { document.documentElement.dataset.theme = localStorage.getItem("guidegen.theme") || "" } catch { /* refused: the system decides */ }
