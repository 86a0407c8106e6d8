// Counts what a script does, so that one without an end is stopped after the same place on every machine: a turn is each
// entry into a function and each round of a loop.
const ts = require("typescript")

const LOOPS = new Set([
  ts.SyntaxKind.ForStatement, ts.SyntaxKind.ForInStatement, ts.SyntaxKind.ForOfStatement, ts.SyntaxKind.WhileStatement, ts.SyntaxKind.DoStatement,
])

/** What a script is made to say, and what counts it: `$turns.most` is after how many it is stopped. */
const TURN = "$turn()"
const TOO_MANY = "too many turns"
const COUNTING = `
const $turns = { taken: 0, most: Infinity }
const $turn = () => { if (++$turns.taken > $turns.most) throw new Error("${TOO_MANY}") }
`

/** Where to put what into a script so that it counts its turns, in the order of their places. */
function countingOf(script) {
  const source = ts.createSourceFile("engine.js", script, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS)
  const found = []
  const visit = (node) => {
    const body = bodyOf(node)
    if (body && ts.isBlock(body)) found.push({ at: body.getStart() + 1, put: `${TURN};`, opens: true })
    else if (body) {
      const [before, after] = ts.isStatement(body) ? [`{${TURN};`, "}"] : [`(${TURN},`, ")"]
      found.push({ at: body.getStart(), put: before, opens: true }, { at: body.end, put: after, opens: false })
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return inPlace(found)
}

/** What a function or a loop does, other than saying how the script is to be read. */
function bodyOf(node) {
  if (LOOPS.has(node.kind)) return node.statement
  if (!ts.isFunctionLike(node) || !node.body) return null
  const first = ts.isBlock(node.body) && node.body.statements[0]
  return first && ts.isExpressionStatement(first) && ts.isStringLiteral(first.expression) ? null : node.body
}

/** Of two at one place what closes is first; of what closes the inner one, which was found later. */
function inPlace(found) {
  const rank = ({ opens }, number) => (opens ? found.length + number : found.length - number)
  const ranked = found.map((one, number) => ({ ...one, rank: rank(one, number) }))
  return ranked.sort((one, other) => one.at - other.at || one.rank - other.rank)
}

/** A script that counts its turns, and where each place of the script is in it: after what opens there, before what closes. */
function counting(script) {
  const added = countingOf(script)
  const placeOf = (at) => {
    let place = at
    for (const one of added) {
      if (one.at > at || (one.at === at && !one.opens)) break
      place += one.put.length
    }
    return place
  }
  let [text, done] = ["", 0]
  for (const { at, put } of added) {
    text += script.slice(done, at) + put
    done = at
  }
  return { text: text + script.slice(done), placeOf }
}

module.exports = { COUNTING, TOO_MANY, counting }
