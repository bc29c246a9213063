/* keyboard: a person without a mouse. Every move is a key; what has the focus must show it. */
import assert from 'node:assert/strict'

const STEPS_MAX = 250

/* What has the focus: its data-test (its own or the nearest above it), and whether a sighted person can see that. */
async function focused(page) {
  return await page.evaluate(() => {
    const at = document.activeElement
    if (!at || at === document.body) return null
    const shows = (box) => {
      if (!box) return false
      const style = getComputedStyle(box)
      return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none'
    }
    /* Checkboxes and radios are drawn by their label; inputs by the frame around them. */
    const drawn = [at, at.parentElement, at.nextElementSibling, at.parentElement?.nextElementSibling, at.closest('label')]
    return {
      test: at.closest('[data-test]')?.getAttribute('data-test') ?? null,
      tag: at.tagName.toLowerCase(), text: (at.innerText || at.getAttribute('aria-label') || '').slice(0, 40),
      visible: drawn.some(shows) || drawn.some((box) => box && /is-focus|focus/.test(box.className)),
    }
  })
}

/* Tab (or Shift+Tab) until the element of that data-test has the focus. */
export async function tabTo(person, test, { back = false } = {}) {
  const passed = []
  for (let n = 0; n < STEPS_MAX; n++) {
    const now = await focused(person.page)
    if (now && now.test === test) {
      if (!now.visible) person.walk.problem(`keyboard: nothing shows that ${test} has the focus`)
      return
    }
    passed.push(now?.test ?? now?.tag ?? '-')
    await person.page.keyboard.press(back ? 'Shift+Tab' : 'Tab')
  }
  assert.fail(`Tab never came to ${test}; passed ${[...new Set(passed)].join(', ')}`)
}

export async function press(person, test, key = 'Enter') {
  await tabTo(person, test)
  await person.page.keyboard.press(key)
}

export async function type(person, test, text) {
  await tabTo(person, test)
  await person.page.keyboard.insertText(text)
}

/* Where the focus came back to after a dialog closed. */
export async function focusIs(person, test) {
  await person.page.waitForFunction((id) => document.activeElement?.closest('[data-test]')?.getAttribute('data-test') === id, test)
}

/* One of a group of radio buttons: Tab into the group, arrows to the one, Space. */
export async function choose(person, group, test) {
  for (let n = 0; n < STEPS_MAX; n++) {
    const now = await focused(person.page)
    if (now?.test === test) return await person.page.keyboard.press('Space')
    await person.page.keyboard.press(now?.test?.startsWith(group) ? 'ArrowDown' : 'Tab')
  }
  assert.fail(`keys never came to ${test}`)
}
