'use strict';
// Ctrl+S saves and stays; "?" outside of a field opens the list of keys.
{
    document.addEventListener('keydown', (event) => {
        const list = document.querySelector('.desk-keys');
        if (!list) {
            return;
        }
        if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 's') {
            event.preventDefault();
            const form = list.closest('form');
            form.requestSubmit(form.querySelector('[name=_continue]') ?? undefined);
        } else if (event.key === '?' && !event.target.matches('input, textarea, select')) {
            event.preventDefault();
            list.open = !list.open;
            list.querySelector('summary').focus();
        }
    });
}
