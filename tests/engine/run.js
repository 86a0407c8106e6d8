// Runs readers through the page's engine: node run.js ENGINE CASES, the answer on stdout. CASES is {plan, catalogs, fields, readers}.
const fs = require("fs")
const vm = require("vm")

const [script, file] = process.argv.slice(2)
const telling = fs.readFileSync(require.resolve("./telling.js"), "utf8")
const { engine, tellOf } = vm.runInThisContext(`${fs.readFileSync(script, "utf8")};${telling};({ engine: guidegen, tellOf })`, { filename: script })
const project = JSON.parse(fs.readFileSync(file, "utf8"))
const plan = engine.openPlan(project.plan)
process.stdout.write(JSON.stringify(project.readers.map((reader) => tellOf(engine, plan, project, reader))))
