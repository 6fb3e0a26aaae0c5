'use strict';
// Leaving a page with unsaved typing asks first.
{
    let isUnsaved = false;
    const leave = (event) => {
        if (isUnsaved) {
            event.preventDefault();
        }
    };

    document.addEventListener('DOMContentLoaded', () => {
        const form = document.querySelector('#content form[method=post]');
        if (!form) {
            return;
        }
        // A refused save comes back with what was typed: still unsaved.
        isUnsaved = Boolean(form.querySelector('.errornote'));
        form.addEventListener('input', () => { isUnsaved = true; });
        form.addEventListener('submit', () => { isUnsaved = false; });
        window.addEventListener('beforeunload', leave);
    });
}
