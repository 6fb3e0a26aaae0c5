'use strict';
// A button that copies a link; without this script it is copied by hand.
{
    document.querySelectorAll('button[data-copies]').forEach((button) => {
        const input = document.getElementById(button.dataset.copies);
        const told = document.querySelector('[data-copied]');
        button.hidden = false;
        button.addEventListener('click', async () => {
            input.select();
            try {
                await navigator.clipboard.writeText(input.value);
                told.textContent = 'Copied.';
            } catch {
                told.textContent = 'It is selected: press Ctrl+C to copy it.';
            }
        });
    });
}
