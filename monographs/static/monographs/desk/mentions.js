'use strict';
// While somebody types @ and a few letters: who is meant, above the text, where
// it moves no button.
{
    const MOST = 8;
    const TYPED = /(?:^|[^\w@])@([\w.+-]*)$/;
    const people = [...document.querySelectorAll('[data-people] [data-name]')].map((item) => ({
        name: item.dataset.name, shown: item.textContent.trim(),
    }));
    const list = document.createElement('ul');
    list.className = 'comment-suggested';
    list.id = 'comment-suggested';
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', 'People');
    list.hidden = true;
    let field = null;

    const typed = () => TYPED.exec(field.value.slice(0, field.selectionStart));

    const close = () => {
        list.hidden = true;
        field?.removeAttribute('aria-activedescendant');
        field?.removeAttribute('aria-controls');
    };

    const point = (option) => {
        list.querySelector('[aria-selected=true]')?.setAttribute('aria-selected', 'false');
        option.setAttribute('aria-selected', 'true');
        option.scrollIntoView({block: 'nearest'});
        field.setAttribute('aria-activedescendant', option.id);
    };

    const optionOf = ({name, shown}, place) => {
        const option = document.createElement('li');
        option.id = `comment-suggested-${place}`;
        option.dataset.name = name;
        option.setAttribute('role', 'option');
        option.setAttribute('aria-selected', 'false');
        option.textContent = shown;
        return option;
    };

    const suggest = () => {
        const begun = typed()?.[1].toLowerCase();
        const fitting = begun === undefined ? [] : people.filter(
            ({shown}) => shown.toLowerCase().split(/[\s@]+/).some((word) => word.startsWith(begun)));
        const isWritten = fitting.length === 1 && fitting[0].name.toLowerCase() === begun;
        if (!fitting.length || isWritten) {
            close();
            return;
        }
        list.replaceChildren(...fitting.slice(0, MOST).map(optionOf));
        field.before(list);
        field.setAttribute('aria-controls', list.id);
        list.hidden = false;
        point(list.firstElementChild);
    };

    const take = (option) => {
        const begin = field.selectionStart - typed()[1].length;
        field.setRangeText(`${option.dataset.name} `, begin, field.selectionStart, 'end');
        close();
        field.focus();
    };

    const step = (option, key) => {
        const other = key === 'ArrowDown' ? option.nextElementSibling : option.previousElementSibling;
        if (other) {
            point(other);
        }
    };

    document.addEventListener('input', ({target}) => {
        if (people.length && target.matches('.desk-comments textarea:not([name$=quote])')) {
            field = target;
            field.setAttribute('aria-autocomplete', 'list');
            suggest();
        }
    });
    document.addEventListener('keydown', (event) => {
        if (list.hidden || event.target !== field || event.isComposing) {
            return;
        }
        const option = list.querySelector('[aria-selected=true]');
        const does = {
            ArrowDown: step, ArrowUp: step, Enter: take, Tab: take, Escape: close,
        }[event.key];
        if (does) {
            event.preventDefault();
            does(option, event.key);
        }
    });
    list.addEventListener('pointerdown', (event) => {
        event.preventDefault();
        const option = event.target.closest('[role=option]');
        if (option) {
            take(option);
        }
    });
    document.addEventListener('focusout', ({target}) => target === field && close());
}
