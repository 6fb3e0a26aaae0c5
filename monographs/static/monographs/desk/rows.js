'use strict';
// Rows are added, moved and marked as deleted, by buttons and by keys. The buttons
// stand in the row that has the focus or the pointer. Without this script the last row
// of a list is empty, the position says the order, and each row has its tick to delete.
{
    const saidBy = () => document.querySelector('.desk-said');
    const say = (text) => { if (saidBy()) { saidBy().textContent = text; } };
    const rowOf = (element) => element?.closest?.('.desk-row');
    const rowsOf = (list) => [...list.querySelectorAll('.desk-row')];
    const listOf = (row) => row.closest('.desk-rows');
    const inputOf = (row, name) => row.querySelector(`[name$="-${name}"]`);
    const nameOf = (row) => {
        const input = row.querySelector('input:not([type=hidden], [type=number], [type=checkbox], [name$=position]), textarea');
        return input?.value.slice(0, 60) || row.getAttribute('aria-label');
    };
    const changed = (row) => row.dispatchEvent(new Event('input', {bubbles: true}));
    const isFilled = (row) => inputOf(row, 'key')?.value || [...row.querySelectorAll(
        'input:not([type=hidden], [type=checkbox]), textarea')].some((input) => input.value);

    // --- Moving ---

    const numberAll = (list) => {
        const rows = rowsOf(list).filter(isFilled);
        rows.forEach((row, index) => { inputOf(row, 'position').value = index + 1; });
    };

    const trade = (row, other) => {
        const [mine, theirs] = [inputOf(row, 'position'), inputOf(other, 'position')];
        if (mine.value && theirs.value && mine.value !== theirs.value) {
            [mine.value, theirs.value] = [theirs.value, mine.value];
            return true;
        }
        // Numbering a part anew would mix its rows with those of other parts.
        if (listOf(row).querySelector('.desk-parts')) {
            return false;
        }
        return 'all';
    };

    const move = (row, step) => {
        const rows = rowsOf(listOf(row));
        const place = rows.indexOf(row) + step;
        const other = rows[place];
        if (!other || !inputOf(row, 'position')) {
            return say(`${nameOf(row)} is already ${step < 0 ? 'first' : 'last'} here.`);
        }
        const traded = trade(row, other);
        if (!traded) {
            return say('Type a position: these two rows have the same.');
        }
        const focused = row.contains(document.activeElement) ? document.activeElement : null;
        // The neighbour moves, so that the row keeps the focus and its place on screen.
        row[step < 0 ? 'after' : 'before'](other);
        if (traded === 'all') {
            numberAll(listOf(row));
        }
        showHeadings(listOf(row));
        focused?.focus();
        row.scrollIntoView({block: 'nearest'});
        changed(row);
        say(`${nameOf(row)} is now ${place + 1} of ${rows.length}.`);
    };

    // A heading stands before each run of rows that share it, also once they moved.
    const showHeadings = (list) => {
        if (!list.matches('.desk-table')) {
            return;
        }
        list.querySelectorAll('.desk-heading').forEach((old) => old.remove());
        let last;
        for (const row of rowsOf(list)) {
            const isNew = !inputOf(row, 'key').value;
            const text = inputOf(row, 'group').value || (isNew ? 'New' : 'Without a heading');
            if (text !== last) {
                const heading = document.createElement('h3');
                heading.className = 'desk-heading';
                heading.textContent = last = text;
                row.before(heading);
            }
        }
    };

    // --- Adding ---

    const add = (list, after) => {
        const total = list.querySelector('input[name$="-TOTAL_FORMS"]');
        const markup = list.querySelector('template').innerHTML;
        const holder = document.createElement('template');
        holder.innerHTML = markup.replaceAll('__prefix__', total.value);
        const row = holder.content.querySelector('.desk-row');
        const rows = rowsOf(list);
        (after ?? rows.at(-1) ?? list.querySelector('template')).after(row);
        if (after && inputOf(row, 'position') && !list.querySelector('.desk-parts')) {
            inputOf(row, 'position').value = '0';
            numberWith(list, row);
        }
        total.value = Number(total.value) + 1;
        row.querySelector('input:not([type=hidden], [type=number]), select, textarea')?.focus();
        say(`A new ${list.dataset.name} row, ${rowsOf(list).indexOf(row) + 1} of ${rows.length + 1}.`);
        return row;
    };

    const numberWith = (list, added) => {
        const rows = rowsOf(list).filter((row) => row === added || isFilled(row));
        rows.forEach((row, index) => { inputOf(row, 'position').value = index + 1; });
    };

    // --- Deleting ---

    const show = (row) => {
        row.classList.toggle('desk-row--going', Boolean(inputOf(row, 'DELETE')?.checked));
    };

    const drop = (row) => {
        const tick = inputOf(row, 'DELETE');
        if (tick) {
            tick.click();
        }
    };

    document.addEventListener('change', (event) => {
        if (event.target.matches('.desk-row [name$="-DELETE"]')) {
            const row = rowOf(event.target);
            show(row);
            say(event.target.checked
                ? `${nameOf(row)} will be deleted when you save. Untick it to keep it.`
                : `${nameOf(row)} stays.`);
        }
    });

    // --- Buttons and keys ---

    const acts = [
        ['Move up', '↑', (row) => move(row, -1)],
        ['Move down', '↓', (row) => move(row, 1)],
        ['Add below', '+', (row) => add(listOf(row), row)],
    ];
    const tools = document.createElement('div');
    tools.className = 'desk-tools';
    for (const [label, sign, act] of acts) {
        const button = document.createElement('button');
        button.type = 'button';
        button.textContent = sign;
        button.title = label;
        button.setAttribute('aria-label', label);
        button.addEventListener('click', () => act(rowOf(tools)));
        tools.append(button);
    }

    const bring = (row) => {
        if (row && !row.contains(tools) && !tools.contains(document.activeElement)) {
            (row.querySelector('.desk-row__head') ?? row).append(tools);
        }
    };

    const keys = {
        ArrowUp: (row) => move(row, -1),
        ArrowDown: (row) => move(row, 1),
        Enter: (row) => add(listOf(row), row),
        Delete: drop,
    };
    document.addEventListener('keydown', (event) => {
        const row = rowOf(event.target);
        if (row && event.altKey && !event.ctrlKey && !event.metaKey && keys[event.key]) {
            event.preventDefault();
            keys[event.key](row);
        }
    });
    document.addEventListener('focusin', (event) => bring(rowOf(event.target)));
    document.addEventListener('pointerover', (event) => bring(rowOf(event.target)));

    document.addEventListener('DOMContentLoaded', () => {
        for (const list of document.querySelectorAll('.desk-rows')) {
            const button = document.createElement('button');
            button.type = 'button';
            button.className = 'desk-add';
            button.textContent = `Add another ${list.dataset.name}`;
            button.addEventListener('click', () => add(list));
            list.querySelector('fieldset').append(button);
            rowsOf(list).forEach(show);
        }
    });

    window.deskRows = {add};
}
