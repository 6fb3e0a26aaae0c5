'use strict';
// What is typed is kept in this browser until it is saved: for each person, monograph
// and part of a long list, with the version that it builds on. After a crash the page
// offers it again; nothing is put back unasked.
{
    const WAIT = 400;
    const KEPT_DAYS = 30;
    const START = 'desk-kept:';
    const SENT = 'desk-sent';
    const read = (key) => {
        try {
            return JSON.parse(localStorage.getItem(key));
        } catch {
            return null;
        }
    };
    const write = (key, value) => {
        try {
            localStorage.setItem(key, JSON.stringify(value));
        } catch {
            // Full, or switched off: then there is no safety net, and typing goes on.
        }
    };
    const forget = (key) => localStorage.removeItem(key);

    const forgetOld = () => {
        const since = Date.now() - KEPT_DAYS * 86_400_000;
        Object.keys(localStorage).filter((key) => key.startsWith(START))
            .filter((key) => !(read(key)?.at > since)).forEach(forget);
    };

    // --- What differs from the page as it came ---

    const isTyped = (input) => input.name && input.matches('input, select, textarea') &&
        !['hidden', 'submit', 'button', 'file'].includes(input.type) && input.name !== 'overwrite';
    const valueOf = (input) => (input.type === 'checkbox' ? input.checked : input.value);
    const differs = (input) => {
        if (input.type === 'checkbox') {
            return input.checked !== input.defaultChecked;
        }
        if (input.matches('select')) {
            return !input.selectedOptions[0]?.defaultSelected && input.selectedIndex > 0
                || [...input.options].some((option) => option.defaultSelected && !option.selected);
        }
        return input.value !== input.defaultValue;
    };
    const keyOf = (input) => input.closest('.desk-row')?.querySelector('[name$="-key"]')?.value ?? '';
    const labelOf = (input) => {
        const row = input.closest('.desk-row')?.getAttribute('aria-label');
        const label = [...input.labels ?? []].map((one) => one.firstChild?.textContent.trim())[0];
        return [row, label ?? input.name].filter(Boolean).join(': ');
    };

    const collect = (form, earlier) => {
        const fields = {...earlier};
        for (const input of form.elements) {
            if (isTyped(input) && (differs(input) || input.name in fields)) {
                fields[input.name] = {
                    value: valueOf(input), key: keyOf(input), label: labelOf(input),
                };
            }
        }
        return fields;
    };

    // --- Putting it back ---

    const rowWithKey = (list, key) => [...list.querySelectorAll('[name$="-key"]')]
        .find((input) => input.value === key)?.closest('.desk-row');

    const placeOf = (form, name, {key}, made) => {
        const [, prefix, number, field] = name.match(/^([a-z_]+)-(\d+)-(.+)$/) ?? [];
        const list = prefix && form.querySelector(`.desk-rows[data-prefix="${prefix}"]`);
        if (!list) {
            return form.elements[name];
        }
        const id = `${prefix}-${number}`;
        let row = key ? rowWithKey(list, key) : made.get(id);
        if (!row && !key) {
            const there = document.getElementById(id);
            row = there && !keyOf(there.firstElementChild) ? there : window.deskRows.add(list);
            made.set(id, row);
        }
        return row?.querySelector(`[name$="-${field}"]`);
    };

    const restore = (form, fields) => {
        const made = new Map();
        const lost = [];
        for (const [name, kept] of Object.entries(fields)) {
            const input = placeOf(form, name, kept, made);
            if (!input) {
                lost.push(kept);
            } else {
                if (input.type === 'checkbox') {
                    input.checked = kept.value;
                } else {
                    input.value = kept.value;
                }
                input.dispatchEvent(new Event('input', {bubbles: true}));
                input.dispatchEvent(new Event('change', {bubbles: true}));
            }
        }
        return lost;
    };

    // --- The offer ---

    const element = (name, text, className) => {
        const made = document.createElement(name);
        made.textContent = text ?? '';
        if (className) {
            made.className = className;
        }
        return made;
    };
    const timeOf = (at) => {
        const then = new Date(at);
        const day = then.toDateString() === new Date().toDateString() ? '' : `${then.toLocaleDateString()} `;
        return day + then.toLocaleTimeString([], {hour: '2-digit', minute: '2-digit'});
    };
    const list = (fields) => {
        const texts = element('dl');
        for (const {label, value} of Object.values(fields)) {
            texts.append(element('dt', label), element('dd', value === true ? 'ticked' : String(value)));
        }
        return texts;
    };

    const offer = (form, kept, isOlder, done) => {
        const box = element('section', '', 'desk-kept');
        box.setAttribute('aria-label', 'What you typed and did not save');
        const count = Object.keys(kept.fields).length;
        box.append(element('p', `This browser kept what you typed at ${timeOf(kept.at)} and did not save (${count} field${count === 1 ? '' : 's'}).`));
        if (isOlder) {
            box.append(element('p', 'This page was saved again since. Restoring puts your typing over the newer text, in the fields listed here and nowhere else.'));
        }
        const details = element('details');
        details.open = isOlder;
        details.append(element('summary', 'What it is'), list(kept.fields));
        const yes = element('button', 'Restore it', 'button');
        const no = element('button', 'Discard it', 'button');
        yes.type = no.type = 'button';
        yes.addEventListener('click', () => {
            const lost = restore(form, kept.fields);
            box.replaceChildren(element('p', `Restored. Save to keep it.${lost.length ? ' These rows are gone; copy what you need:' : ''}`));
            box.append(...(lost.length ? [list(lost)] : []));
            done();
        });
        no.addEventListener('click', () => {
            box.remove();
            form.querySelector('input:not([type=hidden])')?.focus();
            done({discard: true});
        });
        box.append(yes, no, details);
        form.before(box);
    };

    document.addEventListener('DOMContentLoaded', () => {
        const isSaved = document.querySelector('.messagelist .success');
        const sent = sessionStorage.getItem(SENT);
        sessionStorage.removeItem(SENT);
        if (sent && isSaved) {
            forget(sent);
        }
        forgetOld();
        const about = document.querySelector('[data-person]');
        const form = about?.closest('form');
        if (!form) {
            return;
        }
        const {person, version, lastSaved} = about.dataset;
        const part = new URLSearchParams(location.search).get('rows') ?? '';
        const key = `${START}${person}:${location.pathname}:${part}`;
        const kept = read(key);
        // A refused save shows all that was typed; what is kept may not be dropped yet.
        const isRefused = Boolean(document.querySelector('.errornote'));
        let earlier = isRefused && kept?.version === version ? kept.fields : {};
        let isWaiting = false;

        const keep = () => {
            if (isWaiting) {
                return;
            }
            const fields = collect(form, earlier);
            if (Object.keys(fields).length) {
                write(key, {version, at: Date.now(), fields});
            } else {
                forget(key);
            }
        };
        let timer;
        let isTouched = false;
        form.addEventListener('input', () => {
            isTouched = true;
            clearTimeout(timer);
            timer = setTimeout(keep, WAIT);
        });
        addEventListener('pagehide', () => { if (isTouched && !sessionStorage.getItem(SENT)) { keep(); } });
        form.addEventListener('submit', () => {
            clearTimeout(timer);
            keep();
            const now = read(key);
            if (now) {
                write(key, {...now, sent: true});
            }
            sessionStorage.setItem(SENT, key);
        });

        if (kept?.sent && Number(lastSaved) > Number(kept.version) && !isRefused) {
            forget(key);
        } else if (kept && !isRefused) {
            // What is typed before the answer must not replace what is on offer.
            isWaiting = true;
            offer(form, kept, kept.version !== version, ({discard} = {}) => {
                isWaiting = false;
                earlier = {};
                if (discard) {
                    forget(key);
                }
                if (isTouched) {
                    keep();
                }
            });
        }
    });
}
