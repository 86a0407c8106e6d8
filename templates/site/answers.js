// Answers files, as this site and the commands of guidegen write them: JSON, or YAML line by line.

// What a file says. Raises an error where it is not such a file; `carried` are its lines of ticks and lists as they are.
function readAnswersFile(text) {
  if (text.trimStart().startsWith("{")) return checkedFile({ ...JSON.parse(text), carried: [] })
  const found = { answers: {}, carried: [] }
  let block = ""
  for (const line of text.replace(/^\ufeff/, "").split(/\r?\n/)) {
    if (!line.trim() || line.startsWith("#")) continue
    const match = /^( *)([a-z][a-z0-9_-]*):(?: +(.*))?$/.exec(line)
    if (!match) throw new Error(line)
    const [, indent, key, rest = ""] = match
    if (!indent) block = key
    if (block === "ticks" || block === "lists") found.carried.push(line)
    if (indent) (found[block] ||= {})[key] = valueOf(rest)
    else if (!rest || rest === "{}") found[key] ??= {}
    else if (key === "answers") throw new Error(line)
    else found[key] = valueOf(rest)
  }
  return checkedFile(found)
}

function checkedFile(found) {
  const isMap = (value) => value === undefined || (typeof value === "object" && value !== null && !Array.isArray(value))
  if (found.version !== 1 || !isMap(found.answers) || !isMap(found.ticks)) throw new Error("version")
  return found
}

function valueOf(words) {
  const bare = words.startsWith('"') ? words : words.replace(/\s+#.*$/, "")
  if (bare === "" || bare === "null") return null
  if (bare.startsWith("[")) return bare.slice(1, -1).split(",").map((one_) => valueOf(one_.trim())).filter((one_) => one_ !== null)
  try { return JSON.parse(bare) } catch { return bare }
}
