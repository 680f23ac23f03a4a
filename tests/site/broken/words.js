document.querySelector('#words').textContent = 'alleenmetscript';
