'use strict';
// A button that ticks all files of the page; without this script each has its box.
{
    const boxes = [...document.querySelectorAll('.import-aside input[type=checkbox]')];
    if (boxes.length > 1) {
        const button = document.createElement('button');
        button.type = 'button';
        button.className = 'button import-button';
        button.textContent = 'Tick all on this page';
        button.addEventListener('click', () => {
            const isTicking = boxes.some((box) => !box.checked);
            boxes.forEach((box) => { box.checked = isTicking; });
        });
        document.querySelector('.import-aside').before(button);
    }
}
