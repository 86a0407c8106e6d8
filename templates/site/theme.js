// The reader's own choice of dark or light, before anything is drawn. A file of its own, so that no page holds a script.
try { document.documentElement.dataset.theme = localStorage.getItem("guidegen.theme") || "" } catch { /* refused: the system decides */ }
