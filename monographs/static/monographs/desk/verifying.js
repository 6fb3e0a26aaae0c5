'use strict';
// The source view by keyboard: v verifies a row and goes to the next. Without this
// script each row has its button and a link that marks its lines.
{
    const page = document.querySelector('.reading');
    const form = page.querySelector('#reading-form');
    const bar = page.querySelector('.reading-bar');
    const panes = page.querySelector('.reading-panes');
    const rows = [...page.querySelectorAll('.reading-row')];
    let now = page.querySelector('.reading-row--now');
    let queue = Promise.resolve();

    const button = (row, name) => row.querySelector(`button[name=${name}]`);
    const waits = (row) => button(row, 'verify') && !row.matches('.reading-row--sent');
    const tell = (text) => { page.querySelector('[data-told]').textContent = text; };
    const name = (row) => row.querySelector('b').textContent;

    // --- The row and its lines -------------------------------------------------------

    const linesOf = (row) => {
        const [first, last] = (row.dataset.lines ?? '').split('-').map(Number);
        const numbers = row.dataset.lead ? [Number(row.dataset.lead)] : [];
        for (let number = first; number <= last; number += 1) {
            numbers.push(number);
        }
        return numbers.map((number) => [
            number, document.getElementById(`S${row.dataset.source}L${number}`),
        ]);
    };

    // One line often lists many effects: underline this row's words in it.
    const point = ({dataset: {wording}}, {firstChild: text}) => {
        const start = wording && text
            ? text.data.toLowerCase().indexOf(wording.toLowerCase()) : -1;
        if (start < 0 || !CSS.highlights) {
            return;
        }
        const range = new Range();
        range.setStart(text, start);
        range.setEnd(text, start + wording.length);
        CSS.highlights.set('reading-words', new Highlight(range));
    };

    const unmark = () => {
        CSS.highlights?.clear();
        panes.querySelectorAll('.source__marked, .source__lead').forEach((line) => {
            line.classList.remove('source__marked', 'source__lead');
        });
        page.querySelectorAll('.reading-excerpt').forEach((excerpt) => excerpt.remove());
    };

    const show = (row) => {
        unmark();
        const source = row.dataset.source;
        panes.querySelector('[data-none]').hidden = Boolean(source);
        panes.querySelectorAll('[data-pane]').forEach((pane) => {
            pane.hidden = pane.dataset.pane !== source;
        });
        const lines = linesOf(row).filter(([, line]) => line);
        const lead = Number(row.dataset.lead);
        lines.forEach(([number, line]) => {
            line.classList.add(number === lead ? 'source__lead' : 'source__marked');
        });
        if (lines.length) {
            scrollTo(lines.map(([, line]) => line));
            point(row, lines[lines.length - 1][1]);
            row.append(excerptOf(lines));
        }
    };

    const scrollTo = (lines) => {
        const box = lines[0].closest('.source');
        const top = lines[0].offsetTop;
        const end = lines[lines.length - 1];
        const height = end.offsetTop + end.offsetHeight - top;
        box.scrollTop = top - Math.max(24, (box.clientHeight - height) / 3);
    };

    const excerptOf = (lines) => {
        const box = document.createElement('div');
        const list = document.createElement('ol');
        box.className = 'source reading-excerpt';
        lines.forEach(([number, line]) => {
            const item = document.createElement('li');
            item.value = number;
            item.textContent = line.textContent;
            list.append(item);
        });
        box.append(list);
        return box;
    };

    const isTextHere = (row) => !row.dataset.lines || linesOf(row).every(([, line]) => line);

    const goTo = (row, {focus = true} = {}) => {
        if (!isTextHere(row)) {
            row.querySelector('[data-go]').click();  // a very long source, or one of many
            return;
        }
        if (now) {
            now.classList.remove('reading-row--now');
            now.removeAttribute('aria-current');
        }
        now = row;
        row.classList.add('reading-row--now');
        row.setAttribute('aria-current', 'true');
        show(row);
        if (focus) {
            row.tabIndex = -1;
            row.focus({preventScroll: true});
            const isTall = row.offsetHeight > innerHeight - bar.offsetHeight;
            row.scrollIntoView({block: isTall ? 'start' : 'center'});
        }
    };

    const step = (by) => {
        const place = now ? rows.indexOf(now) + by : 0;
        if (rows[place]) {
            goTo(rows[place]);
        }
    };

    const nextWaiting = () => {
        const place = rows.indexOf(now) + 1;
        return [...rows.slice(place), ...rows.slice(0, place)].find(waits);
    };

    // --- Verifying and taking back ---------------------------------------------------

    const count = () => {
        const place = page.querySelector('[data-progress]');
        const total = Number(place.dataset.total);
        // On a group's page most rows are elsewhere: count from what there was.
        const done = total - Number(place.dataset.waiting);
        place.textContent = `${done} of ${total} rows verified`;
        page.querySelector('progress').value = done;
        const link = page.querySelector('[data-done]');
        if (link) {
            link.hidden = done < total;
        }
        return `${done} of ${total}`;
    };

    const settle = (row, {waits: isWaiting, standing}) => {
        const place = page.querySelector('[data-progress]');
        const old = button(row, 'verify') ?? button(row, 'unverify');
        const was = old.name === 'verify';
        if (was !== isWaiting) {
            place.dataset.waiting = Number(place.dataset.waiting) + (isWaiting ? 1 : -1);
        }
        old.name = isWaiting ? 'verify' : 'unverify';
        old.textContent = isWaiting ? 'Verify' : 'Take back';
        old.setAttribute('aria-label', `${old.textContent}: ${name(row)}`);
        row.querySelector('[data-standing]').textContent = standing;
        row.dispatchEvent(new CustomEvent('row-changed', {bubbles: true}));
    };

    const post = async (action, keys) => {
        const body = new FormData(form);
        keys.forEach((key) => body.append(action, key));
        const answer = await fetch(location.pathname, {
            method: 'POST', body, headers: {Accept: 'application/json'},
        });
        const isJSON = answer.headers.get('Content-Type')?.startsWith('application/json');
        if (!isJSON) {
            throw new Error('The desk did not take this: perhaps your login has ended, or '
                + 'your rights have changed. Open the page again.');
        }
        return answer.json();
    };

    const send = (action, sent, said) => {
        sent.forEach((row) => row.classList.add('reading-row--sent'));
        queue = queue.then(async () => {
            try {
                const {refusal, rows: standings} = await post(
                    action, sent.map((row) => row.id.slice('row-'.length)));
                sent.forEach((row) => {
                    row.classList.remove('reading-row--sent');
                    const standing = standings[row.id.slice('row-'.length)];
                    if (standing) {
                        settle(row, standing);
                    }
                });
                const progress = count();
                if (refusal) {
                    throw new Error(refusal);
                }
                tell(`${said} ${progress} rows verified.`);
            } catch (error) {
                sent.forEach((row) => row.classList.remove('reading-row--sent'));
                goTo(sent[0]);
                tell(error instanceof TypeError
                    ? 'The desk cannot be reached. Nothing was changed.' : error.message);
            }
        });
    };

    let last = null;  // what was verified just now
    const verify = (row) => {
        if (!waits(row)) {
            tell(button(row, 'unverify') ? 'This row is verified already.' : 'Nothing to verify here.');
        } else if (!isReadToTheEnd(row)) {
            readOn(row);
            tell('There is more of this row: read on, then verify it.');
            return;
        } else {
            send('verify', [row], `Verified: ${name(row)}.`);
            last = row;
        }
        const next = nextWaiting();
        if (next) {
            goTo(next);
        }
    };

    const footOf = (row) => row.querySelector('.reading-row__foot').getBoundingClientRect();

    const isReadToTheEnd = (row) => 'foot' in row.dataset
        || (footOf(row).bottom <= innerHeight + 1 && footOf(row).top >= 0);

    // A screenful further, with two lines that were there before.
    const readOn = (row) => {
        const screenful = innerHeight - bar.offsetHeight - 48;
        scrollBy(0, Math.min(screenful, footOf(row).bottom - innerHeight + 8));
    };

    const takeBack = (row) => {
        // A slip of the key is taken back where it has led on to the next row.
        const slipped = button(row, 'unverify') ? row : last;
        last = null;
        if (slipped) {
            send('unverify', [slipped], `Taken back: ${name(slipped)}.`);
            goTo(slipped);
        } else {
            tell('This row is not verified.');
        }
    };

    // --- Buttons, links and keys -----------------------------------------------------

    form.addEventListener('submit', (event) => {
        event.preventDefault();
        const row = event.submitter.closest('.reading-row');
        goTo(row, {focus: false});
        (event.submitter.name === 'verify' ? verify : takeBack)(row);
    });
    page.addEventListener('verify-rows', ({detail}) => {
        send('verify', detail, `Verified: ${detail.length} rows.`);
        goTo(detail[detail.length - 1], {focus: false});
        const next = nextWaiting();
        if (next) {
            goTo(next);
        }
    });
    page.addEventListener('click', (event) => {
        const row = event.target.closest('.reading-row');
        const link = event.target.closest('a');
        if (!row || event.target.closest('button') || (link && !('go' in link.dataset))) {
            return;
        }
        if (isTextHere(row) && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
            event.preventDefault();
            if (String(getSelection()) === '') {
                goTo(row);
            }
        }
    });

    const acts = {
        j: () => step(1),
        k: () => step(-1),
        v: () => now && verify(now),
        u: () => now && takeBack(now),
        e: () => now?.querySelector('[data-edit]')?.click(),
    };
    const toggle = page.querySelector('[data-toggle]');
    const areKeysOn = () => toggle.getAttribute('aria-pressed') === 'true';
    toggle.addEventListener('click', () => {
        toggle.setAttribute('aria-pressed', String(!areKeysOn()));
        localStorage.setItem('verifying-keys', areKeysOn() ? 'on' : 'off');
    });
    toggle.setAttribute('aria-pressed', String(localStorage.getItem('verifying-keys') !== 'off'));
    page.querySelector('[data-keys]').hidden = false;

    document.addEventListener('keydown', (event) => {
        const isTyping = event.target.closest('input, select, textarea');
        const act = acts[event.key];
        if (!act || isTyping || !areKeysOn() || event.ctrlKey || event.metaKey || event.altKey) {
            return;
        }
        const inside = event.target.closest('.reading-row');
        if (inside && inside !== now) {
            goTo(inside, {focus: false});
        }
        event.preventDefault();
        if (!event.repeat || event.key === 'j' || event.key === 'k') {
            act();
        }
    });

    const place = page.querySelector('[data-progress]');
    place.dataset.waiting = Number(place.dataset.total) - page.querySelector('progress').value;
    if (now) {
        goTo(now, {focus: new URLSearchParams(location.search).has('row')});
    }
}
