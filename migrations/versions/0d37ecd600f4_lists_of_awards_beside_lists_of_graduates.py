"""lists of awards beside lists of graduates

Revision ID: 0d37ecd600f4
Revises: 3c1b7e20aa51
"""
from alembic import op
import sqlalchemy as sa
import cgtraining.database


revision = '0d37ecd600f4'
down_revision = '3c1b7e20aa51'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('award_list',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('cohort_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('completion', 'attendance', 'honour', 'appointment', 'hours', name='certificatekind', native_enum=False, create_constraint=True, length=20), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('state', sa.Enum('draft', 'approved', 'withdrawn', name='awardstate', native_enum=False, create_constraint=True, length=20), nullable=False),
    sa.Column('award_date', sa.Date(), nullable=False),
    sa.Column('counted_until', sa.Date(), nullable=True),
    sa.Column('changed_at', cgtraining.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('prepared_by_id', sa.Integer(), nullable=True),
    sa.Column('approved_at', cgtraining.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('approved_by_id', sa.Integer(), nullable=True),
    sa.Column('withdrawn_at', cgtraining.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('withdrawn_by_id', sa.Integer(), nullable=True),
    sa.Column('withdrawal_reason', sa.Text(), nullable=True),
    sa.Column('created_at', cgtraining.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("(kind = 'hours') = (counted_until IS NOT NULL)", name=op.f('ck_award_list_hours_have_a_last_day')),
    sa.CheckConstraint("kind IN ('honour', 'appointment', 'hours')", name=op.f('ck_award_list_kind_is_awarded_by_list')),
    sa.CheckConstraint("state <> 'withdrawn' OR (withdrawn_at IS NOT NULL AND withdrawal_reason IS NOT NULL)", name=op.f('ck_award_list_withdrawn_has_a_reason')),
    sa.CheckConstraint("state = 'draft' OR approved_at IS NOT NULL", name=op.f('ck_award_list_approved_has_a_moment')),
    sa.ForeignKeyConstraint(['approved_by_id'], ['person.id'], name=op.f('fk_award_list_approved_by_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['cohort_id'], ['cohort.id'], name=op.f('fk_award_list_cohort_id')),
    sa.ForeignKeyConstraint(['prepared_by_id'], ['person.id'], name=op.f('fk_award_list_prepared_by_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['withdrawn_by_id'], ['person.id'], name=op.f('fk_award_list_withdrawn_by_id'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_award_list')),
    sa.UniqueConstraint('cohort_id', 'kind', 'number', name=op.f('uq_award_list_cohort_id_kind_number'))
    )
    op.create_table('award_entry',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('list_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('enrolment_id', sa.Integer(), nullable=True),
    sa.Column('staff_id', sa.Integer(), nullable=True),
    sa.Column('reason_zh', sa.Text(), nullable=True),
    sa.Column('reason_en', sa.Text(), nullable=True),
    sa.Column('office_zh', sa.String(length=200), nullable=True),
    sa.Column('office_en', sa.String(length=200), nullable=True),
    sa.Column('term_from', sa.Date(), nullable=True),
    sa.Column('term_until', sa.Date(), nullable=True),
    sa.Column('class_hours', cgtraining.database.Hundredths(), nullable=True),
    sa.Column('facts', sa.JSON(), nullable=False),
    sa.Column('created_at', cgtraining.database.UtcDateTime(timezone=True), nullable=False),
    sa.CheckConstraint('(enrolment_id IS NULL) <> (staff_id IS NULL)', name=op.f('ck_award_entry_trainee_or_staff')),
    sa.CheckConstraint('term_until IS NULL OR term_from <= term_until', name=op.f('ck_award_entry_term_ends_after_it_begins')),
    sa.ForeignKeyConstraint(['enrolment_id'], ['enrolment.id'], name=op.f('fk_award_entry_enrolment_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['list_id'], ['award_list.id'], name=op.f('fk_award_entry_list_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_award_entry_person_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['staff_id'], ['cohort_staff.id'], name=op.f('fk_award_entry_staff_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_award_entry')),
    sa.UniqueConstraint('list_id', 'enrolment_id', name=op.f('uq_award_entry_list_id_enrolment_id')),
    sa.UniqueConstraint('list_id', 'staff_id', name=op.f('uq_award_entry_list_id_staff_id'))
    )
    with op.batch_alter_table('award_entry', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_award_entry_enrolment_id'), ['enrolment_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_award_entry_person_id'), ['person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_award_entry_staff_id'), ['staff_id'], unique=False)

    with op.batch_alter_table('issue_item', schema=None) as batch_op:
        batch_op.add_column(sa.Column('award_entry_id', sa.Integer(), nullable=True))
        batch_op.create_unique_constraint(batch_op.f('uq_issue_item_award_entry_id'), ['award_entry_id'])
        batch_op.create_foreign_key(batch_op.f('fk_issue_item_award_entry_id'), 'award_entry', ['award_entry_id'], ['id'], ondelete='SET NULL')
        batch_op.create_check_constraint(batch_op.f('ck_issue_item_one_entry'), 'entry_id IS NULL OR award_entry_id IS NULL')

    with op.batch_alter_table('issue_run', schema=None) as batch_op:
        batch_op.add_column(sa.Column('award_list_id', sa.Integer(), nullable=True))
        batch_op.alter_column('list_id',
               existing_type=sa.INTEGER(),
               nullable=True)
        batch_op.create_unique_constraint(batch_op.f('uq_issue_run_award_list_id'), ['award_list_id'])
        batch_op.create_foreign_key(batch_op.f('fk_issue_run_award_list_id'), 'award_list', ['award_list_id'], ['id'])
        batch_op.create_check_constraint(batch_op.f('ck_issue_run_one_list'), '(list_id IS NULL) <> (award_list_id IS NULL)')


def downgrade():
    """Refused by the database where a list of awards was issued: its certificates would lose where they come from."""
    with op.batch_alter_table('issue_run', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_issue_run_one_list'), type_='check')
        batch_op.drop_constraint(batch_op.f('fk_issue_run_award_list_id'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('uq_issue_run_award_list_id'), type_='unique')
        batch_op.alter_column('list_id',
               existing_type=sa.INTEGER(),
               nullable=False)
        batch_op.drop_column('award_list_id')

    with op.batch_alter_table('issue_item', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_issue_item_one_entry'), type_='check')
        batch_op.drop_constraint(batch_op.f('fk_issue_item_award_entry_id'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('uq_issue_item_award_entry_id'), type_='unique')
        batch_op.drop_column('award_entry_id')

    with op.batch_alter_table('award_entry', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_award_entry_staff_id'))
        batch_op.drop_index(batch_op.f('ix_award_entry_person_id'))
        batch_op.drop_index(batch_op.f('ix_award_entry_enrolment_id'))

    op.drop_table('award_entry')
    op.drop_table('award_list')
