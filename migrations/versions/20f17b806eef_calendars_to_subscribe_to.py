"""calendars to subscribe to

Revision ID: 20f17b806eef
Revises: 378f6fb0e070
"""
import uuid

from alembic import op
import sqlalchemy as sa
import cgtraining.database


revision = '20f17b806eef'
down_revision = '378f6fb0e070'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('calendar_feed',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('cohort_id', sa.Integer(), nullable=True),
    sa.Column('secret', sa.String(length=40), nullable=False),
    sa.Column('renewed_at', cgtraining.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('created_at', cgtraining.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('(person_id IS NULL) <> (cohort_id IS NULL)', name=op.f('ck_calendar_feed_of_one')),
    sa.ForeignKeyConstraint(['cohort_id'], ['cohort.id'], name=op.f('fk_calendar_feed_cohort_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_calendar_feed_person_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_calendar_feed')),
    sa.UniqueConstraint('cohort_id', name=op.f('uq_calendar_feed_cohort_id')),
    sa.UniqueConstraint('person_id', name=op.f('uq_calendar_feed_person_id')),
    sa.UniqueConstraint('secret', name=op.f('uq_calendar_feed_secret'))
    )
    op.create_table('removed_session',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('cohort_id', sa.Integer(), nullable=False),
    sa.Column('uid', sa.String(length=36), nullable=False),
    sa.Column('sequence', sa.Integer(), nullable=False),
    sa.Column('title_zh', sa.String(length=200), nullable=False),
    sa.Column('title_en', sa.String(length=200), nullable=True),
    sa.Column('starts_at', cgtraining.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('ends_at', cgtraining.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('trainer_id', sa.Integer(), nullable=True),
    sa.Column('created_at', cgtraining.database.UtcDateTime(timezone=True), nullable=False),
    sa.CheckConstraint('ends_at > starts_at', name=op.f('ck_removed_session_ends_after_start')),
    sa.ForeignKeyConstraint(['cohort_id'], ['cohort.id'], name=op.f('fk_removed_session_cohort_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['trainer_id'], ['person.id'], name=op.f('fk_removed_session_trainer_id'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_removed_session')),
    sa.UniqueConstraint('uid', name=op.f('uq_removed_session_uid'))
    )
    with op.batch_alter_table('removed_session', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_removed_session_cohort_id'), ['cohort_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_removed_session_trainer_id'), ['trainer_id'], unique=False)

    with op.batch_alter_table('class_session', schema=None) as batch_op:
        batch_op.add_column(sa.Column('uid', sa.String(length=36), nullable=True))
        batch_op.add_column(sa.Column('changed_at', cgtraining.database.UtcDateTime(timezone=True), nullable=True))
    _name_sessions()
    with op.batch_alter_table('class_session', schema=None) as batch_op:
        batch_op.alter_column('uid', existing_type=sa.String(length=36), nullable=False)
        batch_op.alter_column('changed_at', existing_type=cgtraining.database.UtcDateTime(timezone=True), nullable=False)
        batch_op.create_unique_constraint(batch_op.f('uq_class_session_uid'), ['uid'])


def _name_sessions():
    """Each session that is planned already gets a name of its own for calendars."""
    moment = cgtraining.database.UtcDateTime(timezone=True)
    session = sa.table('class_session', sa.column('id'), sa.column('uid'), sa.column('changed_at', moment),
                       sa.column('created_at', moment))
    connection = op.get_bind()
    connection.execute(session.update().values(changed_at=session.c.created_at))
    rows = [{'row': row.id, 'name': str(uuid.uuid4())} for row in connection.execute(sa.select(session.c.id))]
    if rows:
        connection.execute(session.update().where(session.c.id == sa.bindparam('row')).values(uid=sa.bindparam('name')), rows)


def downgrade():
    with op.batch_alter_table('class_session', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('uq_class_session_uid'), type_='unique')
        batch_op.drop_column('changed_at')
        batch_op.drop_column('uid')

    with op.batch_alter_table('removed_session', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_removed_session_trainer_id'))
        batch_op.drop_index(batch_op.f('ix_removed_session_cohort_id'))

    op.drop_table('removed_session')
    op.drop_table('calendar_feed')
