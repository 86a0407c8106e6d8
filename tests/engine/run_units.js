// Runs conditions through the page's engine: node run_units.js ENGINE CASES, the answer on stdout.
const fs = require("fs")
const vm = require("vm")

const [script, file] = process.argv.slice(2)
const telling = ["./telling.js", "./unit_telling.js"].map((name) => fs.readFileSync(require.resolve(name), "utf8")).join("\n")
const { engine, tellOfUnit } = vm.runInThisContext(`${fs.readFileSync(script, "utf8")};${telling};({ engine: guidegen, tellOfUnit })`, { filename: script })
const { plan, cases } = JSON.parse(fs.readFileSync(file, "utf8"))
process.stdout.write(JSON.stringify(cases.map((one) => tellOfUnit(engine, plan, one))))
