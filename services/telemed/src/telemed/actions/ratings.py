"""Ratings of the connection by the participants."""

from common.clock import now
from common.metrics import counter
from sqlalchemy.ext.asyncio import AsyncSession

from telemed.actions.rooms import Participant
from telemed.errors import NoCall
from telemed.queries import ratings, rooms
from telemed.queries.ratings import RatingOverview

RATINGS = counter("telemed_connection_ratings_total", "First ratings of the connection of a visit", ("role", "stars"))


async def rate_connection(session: AsyncSession, participant: Participant, *, stars: int) -> RatingOverview:
    """The rating of the participant is this one, whatever it was before. Raises NoCall before the first connection."""
    room = await rooms.get_room(session, participant.booking_id)
    if room is None or room.started_at is None:
        raise NoCall
    at = now()
    if await ratings.upsert_rating(session, participant.booking_id, participant.role, stars=stars, at=at):
        RATINGS.labels(participant.role, str(stars)).inc()
    return RatingOverview(stars=stars, rated_at=at)
