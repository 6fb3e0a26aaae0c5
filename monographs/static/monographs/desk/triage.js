'use strict';
// A button that ticks all rows of the page; without this script each has its box.
{
    document.querySelectorAll('[data-ticks]').forEach((list) => {
        const boxes = [...list.querySelectorAll('input[type=checkbox]')];
        if (boxes.length < 2) {
            return;
        }
        const button = document.createElement('button');
        button.type = 'button';
        button.className = 'button triage-all';
        button.textContent = 'Tick all on this page, or none';
        button.addEventListener('click', () => {
            const isTicking = boxes.some((box) => !box.checked);
            boxes.forEach((box) => { box.checked = isTicking; });
        });
        list.before(button);
    });
}
