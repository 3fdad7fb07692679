// The list renews itself when a newer letter has come; while someone types in the filter it waits.
const state = document.getElementById("state");
setInterval(async () => {
  if (document.hidden || document.activeElement?.id === "to") return;
  const answer = await fetch(`/api/messages?to=${encodeURIComponent(state.dataset.to)}`).catch(() => null);
  if (!answer?.ok) return;
  const [newest] = await answer.json();
  if ((newest?.id ?? 0) !== Number(state.dataset.newest)) location.reload();
}, 3000);
