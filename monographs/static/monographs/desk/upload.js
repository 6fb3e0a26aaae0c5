'use strict';
// Says what was chosen before it is sent; the server checks all of it again.
{
    const form = document.querySelector('form[data-most-files]');
    const input = form.querySelector('input[type=file]');
    const note = form.querySelector('[data-chosen]');
    const area = input.parentElement;

    const problem = (files) => {
        const most = Number(form.dataset.mostFiles);
        const large = files.find((file) => file.size > Number(form.dataset.mostBytes));
        if (files.length > most) {
            return `These are ${files.length} files; ${most} can be sent at once. Put them into a ZIP.`;
        }
        return large ? `${large.name} is larger than ${form.dataset.most}.` : '';
    };

    const look = () => {
        const files = [...input.files];
        const wrong = problem(files);
        input.setCustomValidity(wrong);
        note.textContent = wrong || (files.length > 1 ? `${files.length} files chosen.` : '');
    };

    input.addEventListener('change', look);
    form.addEventListener('submit', (event) => {
        if (!input.checkValidity()) {
            event.preventDefault();
            input.reportValidity();
        }
    });
    for (const [name, isOver] of [['dragenter', true], ['dragleave', false], ['drop', false]]) {
        area.addEventListener(name, () => area.classList.toggle('import-upload--over', isOver));
    }
}
