'use strict';
// The sentence that readers will see, while band or figure change; whichever of the two
// was touched last counts, and the other follows.
{
    const WAIT = 250;
    const NAMES = ['band', 'figure', 'comparator', 'basis', 'frequency_word', 'frequency_phrase'];
    const timers = new WeakMap();
    const latest = new WeakMap();
    const touched = new WeakMap();

    const ask = async (row) => {
        const changed = touched.get(row) ?? '';
        const input = (name) => row.querySelector(`[name$="-${name}"]`);
        const form = row.closest('form');
        const turn = (latest.get(row) ?? 0) + 1;
        latest.set(row, turn);
        const body = new URLSearchParams({
            changed, csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value,
        });
        NAMES.forEach((name) => body.set(name, input(name).value));
        const answer = await fetch(form.querySelector('[data-live-frequency]').dataset.liveFrequency, {
            method: 'POST', body,
        });
        if (latest.get(row) !== turn || !answer.ok || answer.redirected) {
            return;
        }
        const said = await answer.json();
        touched.delete(row);
        const output = row.querySelector('output');
        output.classList.toggle('is-wrong', Boolean(said.error));
        output.textContent = said.error ?? (said.remark ? `${said.sentence}. Note: ${said.remark}` : said.sentence);
        if (!said.error && changed === 'band') {
            input('figure').value = said.figure;
        } else if (!said.error && changed === 'figure') {
            input('band').value = said.band;
        }
    };

    document.addEventListener('input', ({target}) => {
        const row = target.closest?.('.effect');
        const name = target.name?.split('-').at(-1);
        if (row && NAMES.includes(name)) {
            clearTimeout(timers.get(row));
            if (['band', 'figure'].includes(name)) {
                touched.set(row, name);
            }
            timers.set(row, setTimeout(() => ask(row), WAIT));
        }
    });
}
