// The finder asks the front page's questions one at a time. It reads guides and answers from the list of all guides. Its
// state is the address's fragment (#Nights=Tent&Rider=New), so the browser's own "back" works and a half-answered
// finder can be shared. site.js comes before this file.

function askQuestions() {
  const finder = one(".finder")
  const guides = all("a[data-guide]").map((link) => ({
    link,
    answers: new Map(all("[data-label]", link).map((answer) => [answer.dataset.label, answer.textContent])),
  }))
  // What a link from another site carries is taken over by any guide, which opens the nearest.
  if (location.hash.startsWith("#mine=") && guides.length) { location.replace(guides[0].link.href + location.hash); return }
  const asked = new Map(all("[data-question]", finder).map((line) => [line.dataset.question, line]))
  const labels = [...asked.keys()]
  // A guide may have no answer to a question that others ask; a reader may not know theirs yet.
  const NONE = finder.dataset.other
  const OPEN = "?"
  const UNSURE = finder.dataset.unsure
  const title = document.title
  const answerOf = (guide, label) => guide.answers.get(label) ?? NONE
  const valuesOf = (label, some = guides) => [...new Set(some.map((guide) => answerOf(guide, label)))].sort((a, b) => (a === NONE) - (b === NONE))
  const severalOf = (label) => JSON.parse(asked.get(label).dataset.several)
  const item = (...parts) => made("li", {}, ...parts)
  const press = (words, act) => {
    const button = made("button", { type: "button" }, ...[words].flat())
    button.addEventListener("click", act)
    return button
  }

  function state() {
    const given = new URLSearchParams(location.hash.slice(1))
    return labels.filter((label) => given.get(label)).map((label) => [label, given.get(label)])
  }

  let shown = location.hash
  const go = (answers) => { location.hash = new URLSearchParams(answers).toString(); turn() }

  // What the address says may be no answer of any guide: then the one that stands for such answers, or the question again.
  function understood(answers) {
    const notes = []
    const known = answers.flatMap(([label, value]) => {
      if (value === OPEN || valuesOf(label).includes(value)) return [[label, value]]
      const { unlisted } = asked.get(label).dataset
      const leads = unlisted && valuesOf(label).includes(unlisted)
      notes.push(leads ? `There is no guide for “${value}”. The nearest is the one for “${unlisted}”.` : `There is no guide for “${value}”. Choose what comes nearest.`)
      return leads ? [[label, unlisted]] : []
    })
    return { known, notes }
  }

  // The guides that agree with the most of some answers, and whether that is all of them.
  function nearest(answers) {
    const agreed = guides.map((guide) => answers.filter(([label, value]) => value === OPEN || answerOf(guide, label) === value).length)
    const most = Math.max(...agreed)
    return { left: guides.filter((_, index) => agreed[index] === most), fits: most === answers.length }
  }

  function show() {
    const { known, notes } = understood(state())
    const { left, fits } = nearest(known)
    const open = fits ? labels.filter((name) => !known.some(([label]) => label === name) && valuesOf(name, left).length > 1) : []
    const label = open[0]
    if (!fits) notes.push("No guide fits all of these answers. These come nearest to them:")
    const unsure = known.filter(([, value]) => value === OPEN).map(([name]) => name)
    if (!label && fits && unsure.length) notes.push(`Read the one that is likelier. When you know more (${unsure.join(", ")}), change to the other.`)
    one(".answers", finder).replaceChildren(...known.map(([name, value], index) => {
      const change = press("Change", () => go(known.filter((_, other) => other !== index)))
      change.setAttribute("aria-label", `Change ${name}`)
      return item(`${name}: ${value === OPEN ? UNSURE : value}`, change)
    }))
    const heading = label ? asked.get(label).textContent : left.length === 1 ? "Your guide" : "Guides that may be yours"
    one("h2", finder).textContent = heading
    const steps = known.length + open.length
    one(".step", finder).textContent = label && steps > 1 ? `Question ${known.length + 1} of ${steps}` : ""
    document.title = known.length || notes.length ? `${heading}${label ? ` (${known.length + 1} of ${steps})` : ""} · ${title}` : title
    one(".intro", finder).hidden = known.length > 0
    one(".again", finder).hidden = !known.length && !notes.length
    say(".note", notes.join(" "))
    say(".help", (label && asked.get(label).dataset.help) || "")
    one(".choices", finder).replaceChildren(...(label ? choices(label, left, known) : left.map((guide) => linked(guide, guide.link.textContent))))
  }

  function say(place, words) {
    const line = one(place, finder)
    line.textContent = words
    line.hidden = !words
  }

  function linked({ link }, words) {
    return item(made("a", { href: link.href }, ...[words].flat()))
  }

  // An answer that stands for several, or none, is that of those who do not know yet.
  function choices(label, left, known) {
    const values = valuesOf(label, left)
    const several = severalOf(label)
    const worded = (value) => several.includes(value) || value === NONE ? [value, made("span", { className: "hint", textContent: UNSURE })] : value
    const found = values.flatMap((value) => {
      const fitting = left.filter((guide) => answerOf(guide, label) === value)
      if (fitting.length > 1) return [item(press(worded(value), () => go([...known, [label, value]])))]
      return fitting.map((guide) => linked(guide, worded(value)))
    })
    const knows = values.some((value) => several.includes(value)) || values.includes(NONE)
    return knows ? found : [...found, item(press(UNSURE, () => go([...known, [label, OPEN]])))]
  }

  function turn() {
    if (location.hash === shown) return
    shown = location.hash
    show()
    one("h2", finder).focus()
  }

  addEventListener("hashchange", turn)
  one(".again", finder).addEventListener("click", () => go([]))
  show()

  const last = guides.find(({ link }) => link.href === recall("last"))
  if (last) {
    const line = one(".continue", finder)
    Object.assign(one("a", line), { href: last.link.href, textContent: last.link.textContent })
    line.hidden = false
  }
}

askQuestions()
