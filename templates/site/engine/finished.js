// Work that can stop on its way, so that a page stays quick: what it yields is nothing, what it returns is the result.

/**
 * @template Result @param {Generator<void, Result>} work @returns {Result}
 */
export function finished(work) {
  let step = work.next()
  while (!step.done) step = work.next()
  return step.value
}
