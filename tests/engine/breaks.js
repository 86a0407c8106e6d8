// All breaks of a script's operators and constants, each as the stretch of the text that becomes another.
const ts = require("typescript")

// What stands for each operator once it is broken.
const OTHERS = {
  "===": ["!=="], "!==": ["==="], "<": ["<=", ">="], "<=": ["<", ">"], ">": [">=", "<="], ">=": [">", "<"],
  "&&": ["||"], "||": ["&&"], "??": ["&&"], "+": ["-"], "-": ["+"], "*": ["+"], "/": ["*"], "%": ["*"],
  "+=": ["-="], "-=": ["+="], "*=": ["+="], "||=": ["="], "&&=": ["="], "??=": ["="], "++": ["--"], "--": ["++"],
}
const CONDITIONED = new Set([ts.SyntaxKind.IfStatement, ts.SyntaxKind.ConditionalExpression])
const ASKED = new Set([ts.SyntaxKind.InKeyword, ts.SyntaxKind.InstanceOfKeyword])

// Each break as {from, to, edits, at}: the words for it, what to put from where to where, and where what it breaks begins:
// of "a && b" the place of "&&" is reached only by who comes to "b".
function breaksOf(script) {
  const source = ts.createSourceFile("engine.js", script, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS)
  const found = []
  const visit = (node) => {
    found.push(...breaksAt(node).map((one) => ({ ...one, at: node.getStart() })))
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found.sort((one, other) => one.at - other.at)
}

function breaksAt(node) {
  if (ts.isBinaryExpression(node)) return binary(node)
  if (ts.isPrefixUnaryExpression(node)) return prefix(node)
  if (ts.isPostfixUnaryExpression(node)) return operator(ts.tokenToString(node.operator), node.operand.end, node.end)
  if (node.questionDotToken) return chain(node)
  if (CONDITIONED.has(node.kind)) return negated(node.expression ?? node.condition)
  return constant(node)
}

function operator(from, start, end) {
  return (OTHERS[from] ?? []).map((to) => replaced(from, to, start, end, to))
}

function replaced(from, to, start, end, put) {
  return { from, to, edits: [{ start, end, put }] }
}

function negation(node, from, to) {
  const [start, end] = [node.getStart(), node.end]
  return [{ from, to, edits: [{ start, end: start, put: "!(" }, { start: end, end, put: ")" }] }]
}

function binary(node) {
  const { operatorToken } = node
  if (ASKED.has(operatorToken.kind)) return negation(node, operatorToken.getText(), `not ${operatorToken.getText()}`)
  return operator(operatorToken.getText(), operatorToken.getStart(), operatorToken.end)
}

function prefix(node) {
  const from = ts.tokenToString(node.operator)
  const start = node.getStart()
  if (from === "!") return [replaced(from, "", start, start + 1, "")]
  return operator(from, start, start + from.length)
}

// Without the question an undefined one stops the script.
function chain(node) {
  const { questionDotToken: token } = node
  return [replaced("?.", ".", token.getStart(), token.end, ts.isPropertyAccessExpression(node) ? "." : "")]
}

// What is asked without an operator: that of others is broken where it is.
function negated(condition) {
  if (ts.isBinaryExpression(condition) || ts.isPrefixUnaryExpression(condition)) return []
  return negation(condition, "if", "if not")
}

function constant(node) {
  const put = (to) => replaced(node.getText(), to, node.getStart(), node.end, to)
  if (node.kind === ts.SyntaxKind.TrueKeyword) return [put("false")]
  if (node.kind === ts.SyntaxKind.FalseKeyword) return [put("true")]
  if (!ts.isNumericLiteral(node)) return []
  const value = Number(node.text)
  return (value > 0 ? [value + 1, value - 1] : [value + 1]).map((to) => put(String(to)))
}

module.exports = { breaksOf }
