"""texts of reminders and more deadlines

Revision ID: 6f6f93cc646b
Revises: a7c41d90e2b6
"""
from alembic import op
import sqlalchemy as sa
import cgtraining.database


revision = '6f6f93cc646b'
down_revision = 'a7c41d90e2b6'
branch_labels = None
depends_on = None

BEFORE = "'before_session', 'after_absence', 'deadline_near'"
ADDED = "'item_due', 'reply_due'"


def upgrade():
    op.create_table('reminder_text',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('cohort_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('before_session', 'after_absence', 'deadline_near', 'item_due', 'reply_due', name='reminderkind', native_enum=False, create_constraint=True, length=20), nullable=False),
    sa.Column('subject_zh', sa.String(length=150), nullable=True),
    sa.Column('subject_en', sa.String(length=150), nullable=True),
    sa.Column('body_zh', sa.Text(), nullable=True),
    sa.Column('body_en', sa.Text(), nullable=True),
    sa.Column('created_at', cgtraining.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['cohort_id'], ['cohort.id'], name=op.f('fk_reminder_text_cohort_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reminder_text')),
    sa.UniqueConstraint('cohort_id', 'kind', name=op.f('uq_reminder_text_cohort_id_kind'))
    )
    with op.batch_alter_table('reminder', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('ck_reminder_reminderkind'), type_='check')
        batch_op.create_check_constraint(op.f('ck_reminder_reminderkind'), sa.text(f'kind IN ({BEFORE}, {ADDED})'))
        batch_op.add_column(sa.Column('item_id', sa.Integer(), nullable=True))
        batch_op.alter_column('session_id',
               existing_type=sa.INTEGER(),
               nullable=True)
        batch_op.create_index(batch_op.f('ix_reminder_item_id'), ['item_id'], unique=False)
        batch_op.create_unique_constraint(batch_op.f('uq_reminder_enrolment_id_kind_item_id_about_at'), ['enrolment_id', 'kind', 'item_id', 'about_at'])
        batch_op.create_index('uq_reminder_reply', ['enrolment_id', 'about_at'], unique=True, sqlite_where=sa.text("kind = 'reply_due'"), postgresql_where=sa.text("kind = 'reply_due'"))
        batch_op.create_foreign_key(batch_op.f('fk_reminder_item_id'), 'graded_item', ['item_id'], ['id'], ondelete='CASCADE')



def downgrade():
    """The log of what the version before has no name for is lost."""
    op.execute(f'DELETE FROM reminder WHERE kind IN ({ADDED})')
    with op.batch_alter_table('reminder', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('ck_reminder_reminderkind'), type_='check')
        batch_op.create_check_constraint(op.f('ck_reminder_reminderkind'), sa.text(f'kind IN ({BEFORE})'))
        batch_op.drop_constraint(batch_op.f('fk_reminder_item_id'), type_='foreignkey')
        batch_op.drop_index('uq_reminder_reply', sqlite_where=sa.text("kind = 'reply_due'"), postgresql_where=sa.text("kind = 'reply_due'"))
        batch_op.drop_constraint(batch_op.f('uq_reminder_enrolment_id_kind_item_id_about_at'), type_='unique')
        batch_op.drop_index(batch_op.f('ix_reminder_item_id'))
        batch_op.alter_column('session_id',
               existing_type=sa.INTEGER(),
               nullable=False)
        batch_op.drop_column('item_id')

    op.drop_table('reminder_text')
