// Saves everything that was filled in as a table, as a file on this computer. Nothing is sent anywhere.
const cell = (text) => '"' + text.replaceAll('"', '""') + '"';
const row = (cells) => cells.map(cell).join(',') + '\r\n';
const table = (signs) => {
  const rows = [...signs].map((sign) => {
    const role = sign.querySelector('select').value;
    const date = sign.querySelector('input').value;
    return role || date ? row([sign.dataset.what, sign.dataset.fingerprint, sign.dataset.title, role, date]) : '';
  });
  return row(COLUMNS) + rows.join('');
};
document.getElementById('save').addEventListener('click', () => {
  const signs = document.querySelectorAll('.sign');
  const file = new Blob([table(signs)], { type: 'text/csv' });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = 'sign-offs.csv';
  link.click();
  document.getElementById('saved').textContent = 'Saved as sign-offs.csv, where this computer keeps what it downloads.';
});
