'use strict';
// Comment on a marked passage: a button beside it carries the words to the form.
{
    const form = document.querySelector('[data-comment-form]');
    const texts = [...document.querySelectorAll('.desk-rendered')];
    const LONGEST = 2000;

    const passage = () => {
        const marked = document.getSelection();
        const isOurs = marked && !marked.isCollapsed &&
            texts.some((text) => text.contains(marked.anchorNode) && text.contains(marked.focusNode));
        return isOurs ? marked.toString().trim().slice(0, LONGEST) : '';
    };

    if (form && texts.length) {
        const button = document.createElement('button');
        button.type = 'button';
        button.className = 'button comment-from-selection';
        button.textContent = 'Comment on this';
        button.hidden = true;
        document.body.append(button);

        const place = () => {
            const words = passage();
            button.hidden = !words;
            if (words) {
                const box = document.getSelection().getRangeAt(0).getBoundingClientRect();
                button.style.insetBlockStart = `${box.bottom + scrollY + 6}px`;
                button.style.insetInlineStart = `${Math.max(8, box.left + scrollX)}px`;
            }
        };

        // Not on each change of the selection: the button would run after the pointer.
        document.addEventListener('pointerup', () => setTimeout(place));
        document.addEventListener('keyup', place);
        button.addEventListener('pointerdown', (event) => event.preventDefault());
        button.addEventListener('click', () => {
            form.querySelector('[name=comment-quote]').value = passage();
            button.hidden = true;
            form.querySelector('[name=comment-text]').focus();
        });
    }
}
