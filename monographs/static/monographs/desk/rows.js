'use strict';
// Buttons that move a row up or down. Without this script the number does the same.
{
    const position = (row) => row.querySelector('input[name$="-position"]');
    const isRow = (element) =>
        element && element.matches('.desk-row:not(.empty-form)') && position(element);
    const isFilled = (row) => row.matches('.has_original') ||
        [...row.querySelectorAll('input[type=text], textarea')].some((input) => input.value);

    const numberAll = (group) => {
        [...group.querySelectorAll('.desk-row:not(.empty-form)')].filter(isFilled)
            .forEach((row, index) => { position(row).value = index + 1; });
    };

    const move = (row, other, place) => {
        if (!isRow(other)) {
            return;
        }
        const [mine, theirs] = [position(row), position(other)];
        other[place](row);
        if (mine.value && theirs.value && mine.value !== theirs.value) {
            [mine.value, theirs.value] = [theirs.value, mine.value];
        } else {
            numberAll(row.closest('.desk-rows'));
        }
    };

    const button = (row, label, sign, act) => {
        const element = document.createElement('button');
        const name = row.querySelector('.desk-row__head b')?.textContent ?? '';
        element.type = 'button';
        element.className = 'desk-move';
        element.textContent = sign;
        element.setAttribute('aria-label', `${label}: ${name}`);
        element.addEventListener('click', () => { act(); element.focus(); });
        return element;
    };

    const addButtons = (row) => {
        row.querySelectorAll('.desk-move').forEach((old) => old.remove());
        row.querySelector('.desk-row__head').prepend(
            button(row, 'Move up', '↑', () => move(row, row.previousElementSibling, 'before')),
            button(row, 'Move down', '↓', () => move(row, row.nextElementSibling, 'after')),
        );
    };

    document.addEventListener('DOMContentLoaded', () => {
        document.querySelectorAll('.desk-row:not(.empty-form)').forEach(addButtons);
    });
    document.addEventListener('formset:added', (event) => {
        if (isRow(event.target)) {
            addButtons(event.target);
        }
    });
}
