"""How the connection was, said by the people who used it."""

from common.clock import now
from common.metrics import counter
from sqlalchemy.ext.asyncio import AsyncSession

from telemed.actions.rooms import Participant
from telemed.errors import NoCall
from telemed.queries import ratings, rooms
from telemed.schemas import RatingView

RATINGS = counter("telemed_connection_ratings_total", "First ratings of the connection of a visit", ("role", "stars"))


async def rate_connection(session: AsyncSession, participant: Participant, *, stars: int) -> RatingView:
    """The person's rating is this one, also when it was another. Raises NoCall where nobody ever heard anybody."""
    room = await rooms.find_room(session, participant.booking_id)
    if room is None or room.started_at is None:
        raise NoCall
    at = now()
    if await ratings.rate(session, participant.booking_id, participant.role, stars=stars, at=at):
        RATINGS.labels(participant.role, str(stars)).inc()
    return RatingView(stars=stars, rated_at=at)
