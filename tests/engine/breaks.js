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

// Each break as {from, to, start, end, put, at}: the words for it, what to put from start to end, and where what it breaks
// begins: of "a && b" the place of "&&" is reached only by who comes to "b".
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
  return (OTHERS[from] ?? []).map((to) => ({ from, to, start, end, put: to }))
}

function around(node, from, to, before, after) {
  return [{ from, to, start: node.getStart(), end: node.end, put: before + node.getText() + after }]
}

function binary(node) {
  const { operatorToken } = node
  if (ASKED.has(operatorToken.kind)) return around(node, operatorToken.getText(), `not ${operatorToken.getText()}`, "!(", ")")
  return operator(operatorToken.getText(), operatorToken.getStart(), operatorToken.end)
}

function prefix(node) {
  const from = ts.tokenToString(node.operator)
  const start = node.getStart()
  if (from === "!") return [{ from, to: "", start, end: start + 1, put: "" }]
  return operator(from, start, start + from.length)
}

// Without the question an undefined one stops the script.
function chain(node) {
  const { questionDotToken: token } = node
  return [{ from: "?.", to: ".", start: token.getStart(), end: token.end, put: ts.isPropertyAccessExpression(node) ? "." : "" }]
}

// What is asked without an operator: that of others is broken where it is.
function negated(condition) {
  if (ts.isBinaryExpression(condition) || ts.isPrefixUnaryExpression(condition)) return []
  return around(condition, "if", "if not", "!(", ")")
}

function constant(node) {
  const whole = { start: node.getStart(), end: node.end }
  if (node.kind === ts.SyntaxKind.TrueKeyword) return [{ from: "true", to: "false", ...whole, put: "false" }]
  if (node.kind === ts.SyntaxKind.FalseKeyword) return [{ from: "false", to: "true", ...whole, put: "true" }]
  if (!ts.isNumericLiteral(node)) return []
  const value = Number(node.text)
  const others = value > 0 ? [value + 1, value - 1] : [value + 1]
  return others.map((to) => ({ from: node.text, to: String(to), ...whole, put: String(to) }))
}

module.exports = { breaksOf }
